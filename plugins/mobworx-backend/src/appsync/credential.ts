import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsClients } from '../infrastructure/awsClients';
import type { AppsyncAuth } from '../serviceConfig';
import type { OutgoingRequest } from '../upstream/ServiceClient';

/** Gives the headers that carry the portal's credential for one request. */
export type Credential = (
  request: OutgoingRequest,
) => Promise<Record<string, string>>;

/**
 * How the portal signs in to AppSync (docs.aws.amazon.com/appsync, "Configuring authorization and
 * authentication"). Tokens stand in `Authorization` alone: AppSync takes no "Bearer".
 *
 * @param aws - the account whose credentials sign, for the mode `iam`
 */
export function createCredential(
  auth: AppsyncAuth,
  aws: AwsClients | undefined,
): Credential {
  switch (auth.mode) {
    case 'apiKey':
      return async () => ({ 'x-api-key': auth.key });
    case 'iam':
      return request => sign(request, aws!);
    default:
      return async () => ({ Authorization: auth.token });
  }
}

/** Signature Version 4 of the whole request, its body included. */
async function sign(
  { method, url, headers, body }: OutgoingRequest,
  aws: AwsClients,
): Promise<Record<string, string>> {
  const { host, hostname, pathname, port, protocol, searchParams } = new URL(
    url,
  );
  const signer = new SignatureV4({
    service: 'appsync',
    region: aws.region,
    credentials: aws.credentials,
    sha256: Sha256,
  });
  const signed = await signer.sign({
    method,
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: { ...headers, host },
    body,
  });
  // What sends it says by itself where it goes.
  const { host: _host, ...rest } = signed.headers;
  return rest;
}

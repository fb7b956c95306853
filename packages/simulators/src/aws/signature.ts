import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** An access key and who it belongs to. */
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  /** ARN of the user or role, as errors name it. */
  arn: string;
}

/** What was signed: the request as it arrived, before anything decoded it. */
export interface SignedRequest {
  method: string;
  /** Path and query as sent. */
  target: string;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: Buffer | string;
}

/** Why a signature is refused; codes and wording are those of AWS. */
export class SignatureError extends Error {
  constructor(
    readonly code:
      | 'MissingAuthenticationToken'
      | 'UnrecognizedClient'
      | 'InvalidSignature'
      | 'RequestExpired'
      | 'IncompleteSignature',
    message: string,
  ) {
    super(message);
  }
}

/** RFC 3986, as AWS wants it. */
const escape = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const allowedSkewMs = 5 * 60_000;
const header =
  /^AWS4-HMAC-SHA256 Credential=([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

const sha256 = (data: Buffer | string) =>
  createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string) =>
  createHmac('sha256', key).update(data).digest();

const invalidSignature = () =>
  new SignatureError(
    'InvalidSignature',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );

/**
 * Verifies AWS Signature Version 4.
 * @param service - as the credential scope has to name it, e.g. `appsync`
 * @param keys - all keys that exist
 * @param nowMs - the verifier's time
 * @returns the key that signed
 * @throws {@link SignatureError}
 */
export function verifySignature(
  request: SignedRequest,
  service: string,
  keys: AccessKey[],
  nowMs: number,
): AccessKey {
  const { authorization } = request.headers;
  if (!authorization) {
    throw new SignatureError(
      'MissingAuthenticationToken',
      'Missing Authentication Token',
    );
  }
  const parts = header.exec(authorization);
  const at = request.headers['x-amz-date'] ?? '';
  const signedAt = Date.parse(
    at.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      '$1-$2-$3T$4:$5:$6Z',
    ),
  );
  if (!parts || Number.isNaN(signedAt)) {
    throw new SignatureError(
      'IncompleteSignature',
      "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters, and the request an 'X-Amz-Date' header.",
    );
  }
  const [, accessKeyId, day, region, scopeService, names, signature] = parts;
  const key = keys.find(candidate => candidate.accessKeyId === accessKeyId);
  if (!key) {
    throw new SignatureError(
      'UnrecognizedClient',
      'The security token included in the request is invalid.',
    );
  }
  if (scopeService !== service) {
    throw new SignatureError(
      'InvalidSignature',
      `Credential should be scoped to correct service: '${service}'. `,
    );
  }
  if (Math.abs(nowMs - signedAt) > allowedSkewMs) {
    throw new SignatureError(
      'RequestExpired',
      `Signature expired: ${at} is now earlier or later than 5 min. from the server's time`,
    );
  }
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = [
    'AWS4-HMAC-SHA256',
    at,
    scope,
    sha256(canonicalRequest(request, names.split(';'), service)),
  ].join('\n');
  const signing = [day, region, service, 'aws4_request'].reduce<
    Buffer | string
  >(hmac, `AWS4${key.secretAccessKey}`);
  const expected = hmac(signing, text);
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw invalidSignature();
  }
  return key;
}

function canonicalRequest(
  { method, target, headers, body }: SignedRequest,
  names: string[],
  service: string,
): string {
  const [path, query = ''] = splitOnce(target, '?');
  // S3 alone signs the path as it is sent; all others escape it a second time.
  const canonicalPath =
    service === 's3' ? path : escape(path).replace(/%2F/g, '/');
  const canonicalHeaders = names.map(
    name => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    method,
    canonicalPath,
    canonicalQuery(query),
    canonicalHeaders.join(''),
    names.join(';'),
    payloadHash(headers['x-amz-content-sha256'], body),
  ].join('\n');
}

/** A signer may state the hash of the body, but the body that came decides. */
function payloadHash(
  stated: string | undefined,
  body: Buffer | string,
): string {
  const actual = sha256(body);
  if (stated !== undefined && stated !== actual) {
    throw invalidSignature();
  }
  return actual;
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter(Boolean)
    .map(pair => {
      const [name, value = ''] = splitOnce(pair, '=');
      return [name, value].map(part => escape(decodeURIComponent(part)));
    })
    .sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(pair => pair.join('='))
    .join('&');
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

import { z } from 'zod';
import type { PollLimits } from '../config';
import type { AwsClients } from '../infrastructure/awsClients';
import { problem } from '../problems';
import type { AppsyncAuth, ServicesConfig } from '../serviceConfig';
import { OutgoingRequest, ServiceClient } from '../upstream/ServiceClient';
import type { Upstream } from '../upstreamProblems';

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.unknown()).max(1_000).optional(),
});

/** Speaks GraphQL with the AppSync service of one environment. */
export class AppsyncClient {
  readonly http: ServiceClient;

  constructor(options: {
    upstream: Upstream;
    poll: PollLimits;
    appsync: NonNullable<ServicesConfig['appsync']>;
    /** Signs requests, for the mode `iam`. */
    aws?: AwsClients;
  }) {
    const { appsync } = options;
    this.http = new ServiceClient({
      ...options,
      url: appsync.url,
      authorize: request => credentialHeaders(appsync.auth, request),
    });
  }

  /**
   * Asks the cheapest query there is: no resolver is called.
   *
   * @throws errors of `problem()`; `upstream_unwell` when the answer holds errors
   */
  async health(signal: AbortSignal): Promise<void> {
    const { errors } = await this.http.json(answerSchema, {
      method: 'POST',
      body: { query: 'query PortalHealth { __typename }' },
      lane: 'health',
      signal,
    });
    if (errors?.length) {
      throw problem(
        'unavailable',
        'upstream_unwell',
        `${this.http.upstream.title} answers the simplest of queries with errors.`,
        "Look into its log, and whether the portal's credential may query.",
      );
    }
  }
}

/** The headers that carry the portal's credential, as the mode wants them. */
function credentialHeaders(
  auth: AppsyncAuth,
  _request: OutgoingRequest,
): Record<string, string> {
  return auth.mode === 'apiKey' ? { 'x-api-key': auth.key } : {};
}

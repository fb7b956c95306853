import { z } from 'zod';
import type { PollLimits } from '../config';
import type { ServicesConfig } from '../serviceConfig';
import { bearer, ServiceClient } from '../upstream/ServiceClient';
import type { Upstream } from '../upstreamProblems';

const munitStatsSchema = z.object({ data: z.array(z.string()).max(10_000) });

/** Speaks with the HTTP API of the Stream service of one environment. */
export class StreamClient {
  readonly http: ServiceClient;

  constructor(options: {
    upstream: Upstream;
    poll: PollLimits;
    stream: NonNullable<ServicesConfig['stream']>;
  }) {
    const { stream } = options;
    this.http = new ServiceClient({
      ...options,
      url: stream.url,
      authorize: bearer(stream.token),
    });
  }

  /**
   * Asks for the munits: the cheapest call that also needs Stream's Redis.
   *
   * @throws errors of `problem()`
   */
  async health(signal: AbortSignal): Promise<void> {
    await this.http.json(munitStatsSchema, {
      path: '/v1/mststats',
      lane: 'health',
      signal,
    });
  }
}

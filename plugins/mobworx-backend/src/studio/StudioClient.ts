import { z } from 'zod';
import type { PollLimits } from '../config';
import { problem } from '../problems';
import type { ServicesConfig } from '../serviceConfig';
import { bearer, ServiceClient } from '../upstream/ServiceClient';
import type { Upstream } from '../upstreamProblems';

const healthSchema = z.object({
  status: z.string().max(100),
  version: z.string().max(100).optional(),
  commit: z.string().max(64).optional(),
});

/** Speaks with the Studio service of one environment. */
export class StudioClient {
  readonly http: ServiceClient;

  constructor(options: {
    upstream: Upstream;
    poll: PollLimits;
    studio: NonNullable<ServicesConfig['studio']>;
  }) {
    const { studio } = options;
    this.http = new ServiceClient({
      ...options,
      url: studio.url,
      authorize: bearer(studio.token),
    });
  }

  /**
   * What Studio says of itself.
   *
   * @throws errors of `problem()`; `upstream_unwell` when it says that it isn't well
   */
  async health(
    signal: AbortSignal,
  ): Promise<{ version?: string; commit?: string }> {
    const { status, version, commit } = await this.http.json(healthSchema, {
      path: '/health',
      lane: 'health',
      signal,
    });
    if (status !== 'ok') {
      throw problem(
        'unavailable',
        'upstream_unwell',
        `${this.http.upstream.title} says that it isn't well.`,
        'Look into its log.',
      );
    }
    return { version, commit };
  }
}

import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  appsyncResponseSchema,
  environmentsResponseSchema,
} from '@internal/plugin-mobworx-common';
import { createUpstreamFetch } from '@internal/upstream-node';
import { z } from 'zod';

/** A schema and where it runs. */
export interface RunningSchema {
  /** Without the declarations of `APPSYNC_PRELUDE`. */
  sdl: string;
  /** Title of the environment. */
  environment: string;
}

// The catalog processes few entities at a time, so one that waits holds up others.
const TIMEOUT_MS = 5_000;
// A schema has 1 MB at most; as JSON text some of its characters are two.
const MAX_BYTES = 3_000_000;

/** Asks the MobWorx plugin for the schema that AppSync has; it answers with what it has stored. */
export class SchemaReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #fetch = createUpstreamFetch({
    upstream: 'the MobWorx plugin',
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_BYTES,
    retries: 0,
  });

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * The schema that clients meet: that of production, otherwise of the next environment that has
   * one.
   *
   * @param among - ids of the environments that count; all when left out
   * @returns nothing when none is known
   * @throws when the plugin doesn't answer
   */
  async read(among: string[] | undefined): Promise<RunningSchema | undefined> {
    const { environments } = await this.#get(
      '/environments',
      environmentsResponseSchema,
    );
    const candidates = environments
      .filter(
        ({ id, services }) =>
          services.includes('appsync') && (!among || among.includes(id)),
      )
      .sort((a, b) => rank(a.tier) - rank(b.tier));
    for (const { id, title } of candidates) {
      const { schema } = await this.#get(
        `/environments/${id}/appsync`,
        appsyncResponseSchema,
      );
      if (schema.value) {
        return { sdl: schema.value.sdl, environment: title };
      }
    }
    return undefined;
  }

  async #get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'mobworx',
    });
    const baseUrl = await this.#discovery.getBaseUrl('mobworx');
    const response = await this.#fetch(`${baseUrl}${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      redirect: 'error',
    });
    if (!response.ok) {
      throw new Error(`it answered ${response.status}`);
    }
    return answer.parse(await response.json());
  }
}

function rank(tier: string): number {
  return tier === 'production' ? 0 : 1;
}

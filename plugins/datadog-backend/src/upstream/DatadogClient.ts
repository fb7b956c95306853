import { EndpointName, endpointNames } from '@internal/plugin-datadog-common';
import {
  CodedError,
  createUpstreamFetch,
  createUpstreamGuard,
  Query,
  queryOf,
  UpstreamFetch,
  UpstreamGuard,
} from '@internal/upstream-node';
import type { z } from 'zod';
import type { DatadogConfig } from '../config';
import { problem } from '../problems';
import { words } from './endpoints';
import { KeyChecker } from './KeyChecker';
import { RateGate } from './RateGate';
import {
  datadog,
  problemOfStatus,
  rateLimited,
  refusedBecause,
} from './upstreamProblems';

// A thousand monitors with their groups in trouble are about 4 MB.
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const CALLS_AT_ONCE = 4;
const MAX_WAITING = 200;

/** A call of an endpoint. */
export interface DatadogCall {
  /** Such as `/api/v1/monitor`. */
  path: string;
  query?: Query;
  /** Sent as JSON by POST; it changes nothing at Datadog. */
  body?: unknown;
  /** What a 404 means, where it is about what was asked for. */
  absent?: () => CodedError;
}

/** How the calls of one endpoint went since the start. */
export interface EndpointLoad {
  calls: number;
  failures: number;
}

/** What a route says where there is no configuration, or none with keys. */
export const notConfigured = () =>
  problem(
    'absent',
    'not_configured',
    "The portal doesn't know Datadog: the configuration lacks datadog.site, datadog.apiKey or datadog.applicationKey.",
    'The platform team can set datadog.site, datadog.apiKey and datadog.applicationKey.',
  );

/**
 * Speaks with the API of one Datadog site; it only reads. Each endpoint has its own limits and its
 * own pauses, so that one that fails leaves the others as they are.
 */
export class DatadogClient {
  readonly #config: DatadogConfig;
  readonly #fetches: Record<EndpointName, UpstreamFetch>;
  /** The lines in front of them, so that one that waited looks at the gate before it is sent. */
  readonly #lines: Record<EndpointName, UpstreamGuard>;
  readonly #gates: Record<EndpointName, RateGate>;
  readonly #loads: Record<EndpointName, EndpointLoad>;
  readonly keys: KeyChecker;

  constructor(config: DatadogConfig, now: () => number = Date.now) {
    this.#config = config;
    const ofEach = <T>(make: () => T) =>
      Object.fromEntries(endpointNames.map(name => [name, make()])) as Record<
        EndpointName,
        T
      >;
    this.#fetches = ofEach(() =>
      createUpstreamFetch({
        upstream: 'Datadog',
        timeoutMs: config.timeoutMs,
        maxBodyBytes: MAX_ANSWER_BYTES,
        concurrency: CALLS_AT_ONCE,
        retries: 0,
      }),
    );
    this.#lines = ofEach(() =>
      createUpstreamGuard({
        upstream: 'Datadog',
        // The call inside has the limit that counts.
        timeoutMs: config.timeoutMs * 2,
        concurrency: CALLS_AT_ONCE,
        queue: MAX_WAITING,
      }),
    );
    this.#gates = ofEach(() => new RateGate(now));
    this.#loads = ofEach(() => ({ calls: 0, failures: 0 }));
    this.keys = new KeyChecker(config);
  }

  /** Budget of an endpoint and until when it is left alone. */
  gate(endpoint: EndpointName): Pick<RateGate, 'budget' | 'resumesAt'> {
    return this.#gates[endpoint];
  }

  load(endpoint: EndpointName): EndpointLoad {
    return { ...this.#loads[endpoint] };
  }

  /**
   * Asks and reads the answer.
   *
   * @throws errors of `problem()`: not configured, no answer, another status than 2xx, another shape
   */
  async read<T>(
    endpoint: EndpointName,
    schema: z.ZodType<T>,
    call: DatadogCall,
  ): Promise<T> {
    const load = this.#loads[endpoint];
    try {
      const answer = await this.#send(endpoint, call);
      const accepted = await this.#checked(answer, endpoint, call);
      return datadog.read(schema, await accepted.text());
    } catch (error) {
      const told = datadog.ofFailure(error);
      // What wasn't sent is no failure of Datadog.
      if (!['datadog_rate_limited', 'not_configured'].includes(told.code)) {
        load.failures += 1;
      }
      throw told;
    }
  }

  async #send(endpoint: EndpointName, call: DatadogCall): Promise<Response> {
    const { keys, apiUrl } = this.#config;
    if (!keys) {
      throw notConfigured();
    }
    const gate = this.#gates[endpoint];
    const refuseWhilePaused = () => {
      if (gate.resumesAt) {
        throw rateLimited(endpoint, gate.resumesAt);
      }
    };
    refuseWhilePaused();
    return this.#lines[endpoint](async () => {
      // Another call may have met the end of the budget while this one waited.
      refuseWhilePaused();
      this.#loads[endpoint].calls += 1;
      const answer = await this.#fetches[endpoint](
        `${apiUrl}${call.path}${queryOf(call.query ?? {})}`,
        requestOf(call, keys),
      );
      gate.note(answer.status, answer.headers);
      if (answer.status === 429) {
        refuseWhilePaused();
      }
      return answer;
    });
  }

  async #checked(
    answer: Response,
    endpoint: EndpointName,
    { absent }: DatadogCall,
  ): Promise<Response> {
    const { status } = answer;
    if (answer.ok) {
      return answer;
    }
    if (status === 401 || status === 403) {
      throw refusedBecause(
        endpoint,
        this.#config.site.site,
        await this.keys.check(),
      );
    }
    throw status === 404 && absent
      ? absent()
      : problemOfStatus(status, words[endpoint]);
  }
}

function requestOf(
  { body }: DatadogCall,
  keys: NonNullable<DatadogConfig['keys']>,
): RequestInit {
  const headers = {
    Accept: 'application/json',
    'DD-API-KEY': keys.apiKey,
    'DD-APPLICATION-KEY': keys.applicationKey,
  };
  // The keys are for the configured address and no other.
  const redirect = 'manual';
  return body === undefined
    ? { headers, redirect }
    : {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        redirect,
      };
}

import { PERSON_TIMEOUT_MS } from '@internal/plugin-mobworx-common';
import { createUpstreamFetch, UpstreamFetch } from '@internal/upstream-node';
import type { z } from 'zod';
import type { PollLimits } from '../config';
import {
  MAX_ANSWER_BYTES,
  problemOfFailure,
  readAnswer,
  Upstream,
} from '../upstreamProblems';
import { healthPauseFor } from '../poll/rhythm';
import { RetryAfter } from './RetryAfter';

/**
 * Who asks: each has a line and a breaker of its own, so that one can't hold the others up.
 *
 * - `health`, `details`: the poller
 * - `person`: somebody who waits for the answer
 */
export type Lane = 'health' | 'details' | 'person';

/** A request as it is about to be sent. */
export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** What to ask for. */
export interface ServiceRequest {
  /** Below the configured address; a literal of the code, with encoded parts. */
  path?: string;
  /** Default `GET`. */
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  lane: Lane;
  signal?: AbortSignal;
}

/** How to reach a service. */
export interface ServiceClientOptions {
  upstream: Upstream;
  url: string;
  poll: PollLimits;
  /** Gives the headers that carry the portal's credential. */
  authorize?: (
    request: OutgoingRequest,
  ) => Record<string, string> | Promise<Record<string, string>>;
}

/** Speaks HTTP and JSON with one service of one environment. */
export class ServiceClient {
  /** In the words of its errors. */
  readonly upstream: Upstream;
  readonly #options: ServiceClientOptions;
  readonly #lanes: Record<Lane, UpstreamFetch>;
  readonly #retryAfter: RetryAfter;

  constructor(options: ServiceClientOptions) {
    this.upstream = options.upstream;
    this.#options = options;
    this.#retryAfter = new RetryAfter(options.upstream.title);
    this.#lanes = createLanes(options.upstream.title, options.poll);
  }

  /**
   * Asks and reads the answer.
   *
   * @throws errors of `problem()`: no answer, another status than 2xx, another shape
   */
  async json<T>(schema: z.ZodType<T>, request: ServiceRequest): Promise<T> {
    return readAnswer(await this.send(request), schema, this.upstream);
  }

  /**
   * Asks, and gives whatever answer there is, its body in memory.
   *
   * @throws errors of `problem()`: no answer, or the service asks to be left alone (429)
   */
  async send(request: ServiceRequest): Promise<Response> {
    try {
      return await this.sendOnce(request);
    } catch (error) {
      throw problemOfFailure(error, this.upstream);
    }
  }

  /**
   * The same for what changes something, where it matters whether the service has got it.
   *
   * @throws UpstreamError when there is no answer; other errors when nothing was sent
   */
  async sendOnce(request: ServiceRequest): Promise<Response> {
    this.#retryAfter.check();
    const { url, signal, ...init } = await this.#prepare(request);
    const response = await this.#lanes[request.lane](url, {
      ...init,
      signal,
      // An address of the configuration is where the service is; nothing else gets a credential.
      redirect: 'manual',
    });
    if (response.status === 429) {
      throw this.#retryAfter.note(response.headers.get('Retry-After'));
    }
    return response;
  }

  async #prepare({ path = '', method = 'GET', body, signal }: ServiceRequest) {
    const outgoing: OutgoingRequest = {
      method,
      url: `${this.#options.url}${path}`,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const credential = await this.#options.authorize?.(outgoing);
    return {
      ...outgoing,
      headers: { ...outgoing.headers, ...credential },
      signal,
    };
  }
}

/** A `fetch` for each of {@link Lane}. */
export function createLanes(
  title: string,
  poll: PollLimits,
): Record<Lane, UpstreamFetch> {
  const common = {
    upstream: title,
    maxBodyBytes: MAX_ANSWER_BYTES,
    queue: 100,
  };
  const { timeoutMs } = poll;
  return {
    // What a look finds is a finding, so it isn't tried again; and the pause ends before the next
    // look, so that a service that is back is seen by it.
    health: createUpstreamFetch({
      ...common,
      timeoutMs,
      concurrency: 2,
      retries: 0,
      pauseAfterFailures: 5,
      pauseMs: healthPauseFor(poll.healthMs, timeoutMs),
    }),
    details: createUpstreamFetch({
      ...common,
      timeoutMs,
      concurrency: 4,
      // More than the calls of one round, each of which should tell what is wrong itself.
      pauseAfterFailures: 12,
    }),
    person: createUpstreamFetch({
      ...common,
      timeoutMs: PERSON_TIMEOUT_MS,
      concurrency: 10,
    }),
  };
}

/** Headers of a service that takes a bearer token, where one is configured. */
export const bearer = (token: string | undefined) => () =>
  token === undefined
    ? ({} as Record<string, string>)
    : { Authorization: `Bearer ${token}` };

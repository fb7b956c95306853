import {
  type CodedError,
  createUpstreamFetch,
  type Query,
  queryOf,
  type UpstreamFetch,
} from '@internal/upstream-node';
import type { z } from 'zod';
import type { FigmaConfig } from '../config';
import type { Budgets, Tier } from './Budgets';
import { errorAnswer } from './answers';
import { figma, problemOfStatus } from './upstreamProblems';

/** Documents of large files, three levels deep, have some megabytes. */
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;
const MAX_CALLS_AT_ONCE = 6;

/** Speaks with Figma's REST API, within the budget of each rate tier. */
export class FigmaClient {
  readonly #config: FigmaConfig;
  readonly #budgets: Budgets;
  readonly #fetch: UpstreamFetch;
  readonly #onProblem: (error: CodedError) => void;

  constructor(options: {
    config: FigmaConfig;
    budgets: Budgets;
    /** Hears of every failure. */
    onProblem: (error: CodedError) => void;
  }) {
    this.#config = options.config;
    this.#budgets = options.budgets;
    this.#onProblem = options.onProblem;
    this.#fetch = createUpstreamFetch({
      upstream: 'Figma',
      timeoutMs: options.config.timeoutMs,
      maxBodyBytes: MAX_ANSWER_BYTES,
      concurrency: MAX_CALLS_AT_ONCE,
      // A second try would be a call that no budget has counted.
      retries: 0,
    });
  }

  /**
   * Asks and reads the answer.
   *
   * @param path - below the API's address, such as `/v1/files/KEY/meta`
   * @throws errors of `problem()`: no budget, no answer, another status than 2xx, another shape
   */
  async get<T>(
    schema: z.ZodType<T>,
    tier: Tier,
    path: string,
    query: Query = {},
  ): Promise<T> {
    return this.#ask(schema, tier, `${path}${queryOf(query)}`, {
      method: 'GET',
    });
  }

  /** Sends something. @throws as {@link FigmaClient.get} */
  async post<T>(
    schema: z.ZodType<T>,
    tier: Tier,
    path: string,
    body: object,
  ): Promise<T> {
    return this.#ask(schema, tier, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  async #ask<T>(
    schema: z.ZodType<T>,
    tier: Tier,
    path: string,
    init: RequestInit,
  ): Promise<T> {
    await this.#budgets.take(tier);
    try {
      const answer = await this.#fetch(`${this.#config.baseUrl}${path}`, {
        ...init,
        headers: {
          ...init.headers,
          Accept: 'application/json',
          'X-Figma-Token': this.#config.token,
        },
        // The token is for the configured address and no other.
        redirect: 'manual',
      });
      if (answer.status === 429) {
        throw await this.#budgets.noteLimit(tier, answer.headers);
      }
      const text = await answer.text();
      if (!answer.ok) {
        throw problemOfStatus(answer.status, messageOf(text));
      }
      return figma.read(schema, text);
    } catch (error) {
      const coded = figma.ofFailure(error);
      this.#onProblem(coded);
      throw coded;
    }
  }
}

/** What an error says, in whichever of the two forms; empty when it isn't one of Figma's. */
function messageOf(text: string): string {
  try {
    const body = errorAnswer.parse(JSON.parse(text));
    return body.err ?? body.message ?? '';
  } catch {
    return '';
  }
}

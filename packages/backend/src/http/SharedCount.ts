import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  MemoryStore,
  type ClientRateLimitInfo,
  type Options,
  type Store,
} from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';

/** What is used of a client of Redis. */
export interface RedisConnection {
  readonly isReady: boolean;
  sendCommand(args: string[]): Promise<any>;
}

// Redis answers within a millisecond or is in trouble, and every request waits for the count.
const PATIENCE_MS = 500;

/**
 * Counts requests in Redis, for all replicas together. While Redis is away each replica counts by
 * itself, so that requests go on and nobody gets more than a few times their share.
 */
export class SharedCount implements Store {
  readonly #client: RedisConnection;
  readonly #logger: LoggerService;
  readonly #alone = new MemoryStore();
  #options: Options | undefined;
  #redis: RedisStore | undefined;
  #isAlone = false;

  constructor(options: { client: RedisConnection; logger: LoggerService }) {
    this.#client = options.client;
    this.#logger = options.logger;
  }

  init(options: Options): void {
    this.#options = options;
    this.#alone.init(options);
  }

  increment(key: string): Promise<ClientRateLimitInfo> {
    return this.#ask(store => store.increment(key));
  }

  decrement(key: string): Promise<void> {
    return this.#ask(store => store.decrement(key));
  }

  resetKey(key: string): Promise<void> {
    return this.#ask(store => store.resetKey(key));
  }

  async #ask<T>(question: (store: Store) => Promise<T> | T): Promise<T> {
    try {
      const answer = await inTime(question(this.#shared()));
      this.#tell(false);
      return answer;
    } catch (error) {
      this.#tell(true, error as Error);
      return question(this.#alone);
    }
  }

  /** It loads its scripts when it is made, so there has to be a connection by then. */
  #shared(): RedisStore {
    if (!this.#client.isReady) {
      throw new Error('there is no connection to Redis');
    }
    if (!this.#redis) {
      this.#redis = new RedisStore({
        sendCommand: (...args) => this.#client.sendCommand(args),
      });
      this.#redis.init(this.#options!);
    }
    return this.#redis;
  }

  /** Once for each time that it goes and comes, not for each request. */
  #tell(isAlone: boolean, error?: Error): void {
    if (isAlone === this.#isAlone) {
      return;
    }
    this.#isAlone = isAlone;
    if (isAlone) {
      this.#logger.warn(
        `The rate limit counts in this replica alone until Redis is back: ${error?.message}`,
      );
    } else {
      this.#logger.info('The rate limit counts for all replicas again');
    }
  }
}

async function inTime<T>(answer: Promise<T> | T): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer in ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer!);
  }
}

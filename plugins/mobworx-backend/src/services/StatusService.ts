import {
  serviceIds,
  type EnvironmentState,
  type StatusResponse,
} from '@internal/plugin-mobworx-common';
import type { EnvironmentConfig } from '../config';
import { MEMORY_MS } from '../poll/ChangeSignals';
import { presentState, presentUnwatched } from './presentState';
import type { StatusBoard } from './StatusBoard';

/**
 * How all services are. Whatever the upstreams do, an answer is a text from memory, which is made
 * anew from the database a few times a second at most.
 */
export class StatusService {
  readonly #board: StatusBoard;
  readonly #environments: EnvironmentConfig[];
  readonly #staleAfterMs: number;
  #answer: { madeAt: number; json: Promise<Buffer> } | undefined;

  constructor(options: {
    board: StatusBoard;
    environments: EnvironmentConfig[];
    staleAfterMs: number;
  }) {
    this.#board = options.board;
    this.#environments = options.environments;
    this.#staleAfterMs = options.staleAfterMs;
  }

  /** Gives {@link StatusResponse} as JSON. */
  async read(): Promise<Buffer> {
    const now = Date.now();
    const answer = this.#answer;
    if (answer && now - answer.madeAt < MEMORY_MS && now >= answer.madeAt) {
      return answer.json;
    }
    const fresh = { madeAt: now, json: this.#make() };
    this.#answer = fresh;
    fresh.json.catch(() => {
      if (this.#answer === fresh) {
        this.#answer = undefined;
      }
    });
    return fresh.json;
  }

  async #make(): Promise<Buffer> {
    await this.#board.refresh();
    const now = Date.now();
    const status: StatusResponse = {
      at: new Date(now).toISOString(),
      environments: this.#environments.map(environment =>
        this.#present(environment, now),
      ),
    };
    return Buffer.from(JSON.stringify(status));
  }

  #present(
    { id, title, tier, configured }: EnvironmentConfig,
    now: number,
  ): EnvironmentState {
    return {
      id,
      title,
      tier,
      services: serviceIds.map(service => {
        if (!configured.includes(service)) {
          return presentUnwatched(
            service,
            tier === 'planned' ? 'planned' : 'not-configured',
          );
        }
        const key = { environment: id, service };
        return presentState(
          service,
          this.#board.stateOf(key),
          this.#board.deploymentOf(key),
          { now, staleAfterMs: this.#staleAfterMs },
        );
      }),
    };
  }
}

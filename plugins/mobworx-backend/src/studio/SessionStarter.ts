import { LifecycleService } from '@backstage/backend-plugin-api';
import {
  StartSessionRequest,
  StudioSession,
} from '@internal/plugin-mobworx-common';
import type { Poller } from '../poll/Poller';
import { problem } from '../problems';
import {
  AskedSession,
  StudioRequest,
  StudioRequestKey,
  StudioRequestStore,
} from '../store/StudioRequestStore';
import { SESSIONS_SUBJECT } from './createProbes';
import { withoutStreamKey } from './streamKeys';
import type { StudioClient } from './StudioClient';

// Longer than any answer may take; what is on its way since then was cut off by a crash.
const SENDING_LIMIT_MS = 120_000;

/** Starts studio sessions, each at most once. */
export class SessionStarter {
  readonly #poller: Poller;
  readonly #store: StudioRequestStore;
  readonly #ending = new AbortController();

  constructor(options: {
    lifecycle: LifecycleService;
    poller: Poller;
    store: StudioRequestStore;
  }) {
    this.#poller = options.poller;
    this.#store = options.store;
    options.lifecycle.addShutdownHook(() => this.#ending.abort());
  }

  /**
   * Writes a request down, sends it, and writes down what came of it. A request with a key that was
   * used before is answered with what came of it; only one that Studio refused is sent again.
   *
   * @throws errors with the codes of the contract; after any but `session_outcome_unknown`, this
   *   request has started nothing
   */
  async start(
    userRef: string,
    environment: string,
    request: StartSessionRequest,
    studio: StudioClient,
  ): Promise<StudioSession> {
    const key = { userRef, idempotencyKey: request.idempotencyKey };
    const { roomId, layout } = request;
    const asked: AskedSession = {
      environment,
      roomId,
      layout,
      destinations: request.destinations.map(withoutStreamKey),
    };
    const earlier = await this.#store.begin(key, asked);
    if (earlier && earlier.state !== 'refused') {
      return this.#answerOf(key, earlier, asked);
    }
    // Of several requests, one alone takes up what was refused.
    if (earlier && !(await this.#store.beginAgain(key, asked))) {
      throw inProgress();
    }
    const { destinations } = request;
    const outcome = await studio.start({ roomId, layout, destinations });
    await this.#store.finish(key, outcome.state, outcome.session);
    this.#lookAtSessions(environment);
    if (outcome.state === 'started') {
      return outcome.session;
    }
    throw outcome.state === 'refused' ? outcome.reason : outcomeUnknown();
  }

  /** So that the list has it before its next turn; nobody waits for that. */
  #lookAtSessions(environment: string): void {
    const key = { environment, service: 'studio' } as const;
    this.#poller
      .lookNow({ ...key, subject: SESSIONS_SUBJECT }, this.#ending.signal)
      // The next turn looks again.
      .catch(() => {});
  }

  /** What an earlier request with the same key came to, as the answer to this one. */
  async #answerOf(
    key: StudioRequestKey,
    { asked: before, state, session, updatedAt }: StudioRequest,
    asked: AskedSession,
  ): Promise<StudioSession> {
    if (JSON.stringify(before) !== JSON.stringify(asked)) {
      throw problem(
        'conflict',
        'idempotency_key_reused',
        `This form was sent before with other values, and ${session ? `started session ${session.id}` : 'may have started a session'}. What it has now was not sent.`,
        'Look at the list of sessions. If you want another one, open the form anew.',
      );
    }
    if (session) {
      return session;
    }
    const isCutOff =
      state === 'sending' &&
      Date.now() - updatedAt.getTime() > SENDING_LIMIT_MS;
    if (isCutOff) {
      await this.#store.finish(key, 'unknown');
    }
    throw state === 'unknown' || isCutOff ? outcomeUnknown() : inProgress();
  }
}

function inProgress() {
  return problem(
    'conflict',
    'session_in_progress',
    'This session is being started already.',
    'Wait a moment; it will show up in the list of sessions.',
  );
}

function outcomeUnknown() {
  return problem(
    'unavailable',
    'session_outcome_unknown',
    "Studio's answer was lost, so the portal can't tell whether the session has started. It won't ask a second time.",
    'Look at the list of sessions in a minute. If yours is not there, open the form anew.',
  );
}

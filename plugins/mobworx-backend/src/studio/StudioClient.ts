import {
  StartSessionRequest,
  StudioSession,
} from '@internal/plugin-mobworx-common';
import { CodedError, UpstreamError } from '@internal/upstream-node';
import { z } from 'zod';
import type { PollLimits } from '../config';
import { problem } from '../problems';
import type { ServicesConfig } from '../serviceConfig';
import { bearer, ServiceClient } from '../upstream/ServiceClient';
import {
  problemOfFailure,
  problemOfStatus,
  readAnswer,
  Upstream,
} from '../upstreamProblems';
import { sessionAnswer } from './sessionAnswer';

const healthSchema = z.object({
  status: z.string().max(100),
  version: z.string().max(100).optional(),
  commit: z.string().max(64).optional(),
});

const MAX_SESSIONS = 500;
const sessionsSchema = z.object({ data: z.array(sessionAnswer).max(10_000) });
const messageSchema = z.object({ message: z.string() });

/** What became of a request for a session. */
export type StartOutcome =
  | { state: 'started'; session: StudioSession }
  | { state: 'refused'; session?: undefined; reason: CodedError }
  /** The answer was lost, or is none that Studio gives: it may have started. */
  | { state: 'unknown'; session?: undefined };

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

  /**
   * The sessions that there are, the newest first.
   *
   * @throws errors of `problem()`
   */
  async sessions(signal: AbortSignal): Promise<StudioSession[]> {
    const { data } = await this.http.json(sessionsSchema, {
      path: '/v1/sessions',
      lane: 'details',
      signal,
    });
    return data.slice(0, MAX_SESSIONS);
  }

  /** Asks for a session, once. */
  async start(
    session: Pick<StartSessionRequest, 'roomId' | 'layout' | 'destinations'>,
  ): Promise<StartOutcome> {
    let response: Response;
    try {
      response = await this.http.sendOnce({
        method: 'POST',
        path: '/v1/sessions',
        body: session,
        lane: 'person',
      });
    } catch (error) {
      return error instanceof UpstreamError && error.mayHaveArrived
        ? { state: 'unknown' }
        : {
            state: 'refused',
            reason: problemOfFailure(error, this.http.upstream),
          };
    }
    if (!response.ok) {
      const reason = await this.#refusalOf(response);
      return reason ? { state: 'refused', reason } : { state: 'unknown' };
    }
    try {
      return {
        state: 'started',
        session: await readAnswer(response, sessionAnswer, this.http.upstream),
      };
    } catch {
      return { state: 'unknown' };
    }
  }

  /**
   * Why Studio starts nothing; nothing when that isn't sure. What it writes beside the status isn't
   * told: it may quote the destinations.
   */
  async #refusalOf(response: Response): Promise<CodedError | undefined> {
    const { status } = response;
    const { title } = this.http.upstream;
    if ([401, 403, 404, 429].includes(status)) {
      return problemOfStatus(status, this.http.upstream);
    }
    if (status >= 400 && status < 500) {
      return problem(
        'invalid',
        'session_refused',
        `${title} doesn't take the request (${status}).`,
        'Check the room and the destinations.',
      );
    }
    // A gateway in front of Studio says 503 too, of requests that Studio has got.
    const body = messageSchema.safeParse(
      await response.json().catch(() => undefined),
    );
    return status === 503 && body.success && /compute/i.test(body.data.message)
      ? problem(
          'unavailable',
          'session_refused',
          `${title} has no compute free for another session.`,
          'Stop a session that nobody needs, or try again later.',
        )
      : undefined;
  }
}

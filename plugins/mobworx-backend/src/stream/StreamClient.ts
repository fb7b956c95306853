import {
  Munit,
  Participant,
  Signaling,
  StreamEvent,
  StreamRoom,
} from '@internal/plugin-mobworx-common';
import { createUpstreamGuard, UpstreamGuard } from '@internal/upstream-node';
import { z } from 'zod';
import type { PollLimits } from '../config';
import type { ServicesConfig } from '../serviceConfig';
import { bearer, ServiceClient } from '../upstream/ServiceClient';
import {
  problemOfFailure,
  problemOfStatus,
  readAnswer,
  Upstream,
} from '../upstreamProblems';
import {
  eventsAnswer,
  MOST,
  munitsAnswer,
  participantsAnswer,
  roomsAnswer,
} from './answers';
import { HandshakeRefusedError, SignalingSocket } from './SignalingSocket';
import { visitRoom } from './visitRoom';

const munitStatsSchema = z.object({ data: z.array(z.string()).max(10_000) });

/** The types of `GET /v1/adminEvents/{eventType}`. */
const EVENT_TYPES = [
  'roomCreated',
  'roomEnded',
  'joined',
  'left',
  'offline',
  'kicked',
  'promoted',
];

const PARTICIPANTS_A_PAGE = 100;

/** A visit is a join, a heartbeat and a leave. */
const STEPS_OF_A_VISIT = 3;

/** Speaks with the admin views and the signaling of the Stream service of one environment. */
export class StreamClient {
  readonly http: ServiceClient;
  readonly #wsUrl: string | undefined;
  readonly #signaling: Upstream;
  readonly #connect: UpstreamGuard;
  readonly #poll: PollLimits;

  constructor(options: {
    upstream: Upstream;
    poll: PollLimits;
    stream: NonNullable<ServicesConfig['stream']>;
  }) {
    const { stream, upstream, poll } = options;
    this.http = new ServiceClient({
      ...options,
      url: stream.url,
      authorize: bearer(stream.token),
    });
    this.#wsUrl = stream.wsUrl;
    // Nothing is sent to it that could be rejected as a credential.
    this.#signaling = { title: `Signaling of the ${upstream.title}` };
    this.#poll = poll;
    this.#connect = createUpstreamGuard({
      upstream: this.#signaling.title,
      timeoutMs: poll.timeoutMs,
      concurrency: 2,
      retries: 0,
      pauseAfterFailures: 5,
      isTrouble: error => error instanceof HandshakeRefusedError,
    });
  }

  /** Whether the portal is told where the WebSocket is. */
  get hasSignaling(): boolean {
    return this.#wsUrl !== undefined;
  }

  /**
   * Asks for the munits: the cheapest call that also needs Stream's Redis.
   *
   * @throws errors of `problem()`, as all of the following
   */
  async health(signal: AbortSignal): Promise<void> {
    await this.http.json(munitStatsSchema, {
      path: '/v1/mststats',
      lane: 'health',
      signal,
    });
  }

  async rooms(signal: AbortSignal): Promise<StreamRoom[]> {
    return (await this.#read('/v1/adminRooms', roomsAnswer, signal)).data;
  }

  /** What each munit says of itself. */
  async munits(signal: AbortSignal): Promise<Munit[]> {
    return (await this.#read('/v1/mststats', munitsAnswer, signal)).data;
  }

  /** Of all types, in no order. A type that this Stream doesn't know has none. */
  async events(signal: AbortSignal): Promise<StreamEvent[]> {
    const events: StreamEvent[] = [];
    // One after the other: a Stream that is in trouble gets one call, not all of them.
    for (const type of EVENT_TYPES) {
      const path = `/v1/adminEvents/${type}`;
      const list = await this.#readIfThere(path, eventsAnswer, signal);
      events.push(...(list?.data ?? []));
    }
    return events;
  }

  /**
   * The first of a room, a bounded number of them.
   *
   * @returns nothing when there is no such room any more
   */
  async participants(
    roomId: string,
    signal: AbortSignal,
  ): Promise<Participant[] | undefined> {
    const people: Participant[] = [];
    let after = '';
    do {
      const query = new URLSearchParams({
        first: String(PARTICIPANTS_A_PAGE),
        ...(after && { after }),
      });
      const page = await this.#readIfThere(
        `/v1/participants/${encodeURIComponent(roomId)}?${query}`,
        participantsAnswer,
        signal,
      );
      if (!page) {
        return undefined;
      }
      people.push(...page.data);
      after = page.data.length > 0 ? (page.after ?? '') : '';
    } while (after && people.length < MOST.participants);
    return people.slice(0, MOST.participants);
  }

  /**
   * Measures the handshake of signaling, and with `join` a visit of a made-up user to a room of its
   * own. The connection is closed at once.
   *
   * @throws errors of `problem()` when there is no connection; a visit that fails is a finding
   */
  async signaling(join: boolean, signal: AbortSignal): Promise<Signaling> {
    const started = performance.now();
    const socket = await this.#open(signal);
    try {
      const handshakeMs = Math.round(performance.now() - started);
      return {
        handshakeMs,
        ...(join &&
          (await visitRoom(socket, this.#poll.timeoutMs * STEPS_OF_A_VISIT))),
      };
    } finally {
      socket.end();
    }
  }

  async #open(signal: AbortSignal): Promise<SignalingSocket> {
    try {
      return await this.#connect(
        ends => SignalingSocket.open(this.#wsUrl ?? '', ends),
        { signal },
      );
    } catch (error) {
      throw error instanceof HandshakeRefusedError
        ? problemOfStatus(error.status, this.#signaling)
        : problemOfFailure(error, this.#signaling);
    }
  }

  #read<T>(
    path: string,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    return this.http.json(answer, { path, lane: 'details', signal });
  }

  async #readIfThere<T>(
    path: string,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const response = await this.http.send({ path, lane: 'details', signal });
    return response.status === 404
      ? undefined
      : readAnswer(response, answer, this.http.upstream);
  }
}

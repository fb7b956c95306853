import type { JsonObject } from '@backstage/types';
import {
  participantsResponseSchema,
  StreamResponse,
  streamResponseSchema,
} from '@internal/plugin-mobworx-common';
import { environmentSeed } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  startPlugin,
  StartedPlugin,
  StartOptions,
} from './__testUtils__/startPlugin';
import { createStreamProbes } from './stream/createProbes';

const NOA = '5b1f5e0e-6c0b-4a44-9a3c-0d7e2f3a1c01';

let portal: StartedPlugin | undefined;

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
});

interface StreamOptions extends Pick<StartOptions, 'seed'> {
  /** Which of the simulated environments; staging unless given. */
  id?: 'staging' | 'production';
  /** Changes its configuration. */
  configure?: (environment: any) => JsonObject;
}

/** The portal with one environment. */
async function start({ id = 'staging', seed, configure }: StreamOptions = {}) {
  portal = await startPlugin({
    seed,
    poll: { timeout: { seconds: 2 }, details: { seconds: 1 } },
    environments: simulated =>
      simulated
        .filter(environment => environment.id === id)
        .map(configure ?? (environment => environment)),
  });
  const { look, get } = portal;
  return {
    ...portal,
    stream: portal[id].stream,
    async lookAndRead(): Promise<StreamResponse> {
      await look('details');
      return streamResponseSchema.parse(
        (await get(`/environments/${id}/stream`)).body,
      );
    },
    people: (room: string) =>
      get(`/environments/${id}/stream/rooms/${room}/participants`),
  };
}

describe('what is seen of Stream', () => {
  it('is stored and given as it was, without asking Stream', async () => {
    const { lookAndRead, get, stream } = await start();
    expect((await get('/environments/staging/stream')).body).toEqual({
      rooms: {},
      munits: {},
      events: {},
      signaling: {},
    });
    const { rooms, munits, events, signaling } = await lookAndRead();
    expect(rooms.value).toMatchObject({ total: 4 });
    expect(
      rooms.value!.items.map(({ id, type, publishers, viewers }) => [
        id,
        type,
        publishers,
        viewers,
      ]),
    ).toEqual([
      ['radio-hour', 'a2m', 1, 12],
      ['rehearsal', 'p2m', 1, 5],
      ['design-review', 'm2m', 2, 3],
      ['one-on-one', 'p2p', 2, 0],
    ]);
    // 20 - 4 of the one; the other drains.
    expect(munits.value).toMatchObject({ stations: 6, headroom: 16 });
    expect(munits.value!.items[1]).toEqual({
      id: 'munit-a2',
      tasks: 1,
      stations: 2,
      capacity: 20,
      draining: true,
    });
    expect(events.value).toEqual([]);
    expect(signaling.value).toEqual({ handshakeMs: expect.any(Number) });
    expect(stream.connections()).toBe(0);

    const before = stream.service.requests().length;
    await get('/environments/staging/stream');
    expect(stream.service.requests()).toHaveLength(before);
  });

  it('is said to be over when Stream is dead, with the time of what was seen before', async () => {
    const { lookAndRead, stream } = await start();
    const before = await lookAndRead();
    await stream.service.stop();
    const { rooms, munits, events, signaling } = await lookAndRead();
    for (const stored of [rooms, munits, events, signaling]) {
      // Several failures in a row, and it is left alone.
      expect(stored.problem?.code).toMatch(/^upstream_(unreachable|paused)$/);
    }
    expect(rooms.value).toEqual(before.rooms.value);
    expect(rooms.takenAt).toBe(before.rooms.takenAt);
  });

  it.each([
    [{ kind: 'hang' }, 'upstream_timeout'],
    [{ kind: 'status', status: 500 }, 'upstream_unavailable'],
    [{ kind: 'html', status: 200 }, 'upstream_unexpected_answer'],
    [{ kind: 'huge', bytes: 3_000_000 }, 'upstream_answer_too_large'],
    [{ kind: 'truncated' }, 'upstream_answer_truncated'],
    [{ kind: 'bad_credential' }, 'upstream_credentials_rejected'],
    [{ kind: 'refuse' }, 'upstream_unreachable'],
    [
      { kind: 'status', status: 302, headers: { Location: '/v1/mststats' } },
      'upstream_unexpected_answer',
    ],
  ] as const)('is not touched where one call meets %j', async (fault, code) => {
    const { lookAndRead, stream } = await start();
    stream.service.faults.add({ path: '/v1/adminRooms', fault });
    const { rooms, munits, signaling } = await lookAndRead();
    expect(rooms.problem?.code).toBe(code);
    expect(rooms.value).toBeUndefined();
    expect(munits.value).toBeDefined();
    expect(signaling.value).toBeDefined();
    expect(JSON.stringify(rooms)).not.toContain(stream.service.url);
    stream.service.faults.clear();
    expect((await lookAndRead()).rooms).toMatchObject({ value: { total: 4 } });
  });

  it('waits as long as Stream wants when it is asked too often', async () => {
    const { lookAndRead, stream } = await start();
    stream.service.faults.add({
      path: '/v1/adminRooms',
      fault: { kind: 'status', status: 429, headers: { 'Retry-After': '900' } },
    });
    expect((await lookAndRead()).rooms.problem?.code).toBe(
      'upstream_rate_limited',
    );
    stream.service.faults.clear();
    const asked = stream.service.requests().length;
    expect((await lookAndRead()).rooms.problem?.code).toBe(
      'upstream_rate_limited',
    );
    expect(
      stream.service.requests().filter(({ method }) => method === 'GET').length,
    ).toBe(asked - 1);
  });

  it('says what of an answer is wrong, and takes a type of room that it does not know', async () => {
    const seed = environmentSeed('staging');
    seed.stream.rooms = [
      { ...seed.stream.rooms[0], id: 'a room/with ../', type: 'x2x' as never },
      { ...seed.stream.rooms[0], id: 'other' },
    ];
    const { lookAndRead, stream } = await start({
      seed,
    });
    stream.service.faults.add({
      path: '/v1/mststats',
      fault: { kind: 'status', status: 200, message: 'no data' },
    });
    const { rooms, munits } = await lookAndRead();
    expect(rooms.value!.items).toEqual([
      expect.objectContaining({ id: 'a room/with ../', type: 'unknown' }),
      expect.objectContaining({ id: 'other', type: 'm2m' }),
    ]);
    expect(munits.problem).toMatchObject({
      code: 'upstream_unexpected_answer',
      message: expect.stringMatching(/data is not what it should be/),
    });
  });

  it('tells the open pages that it is another', async () => {
    const { look, signals } = await start();
    await look('details');
    expect(signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({
        message: {
          type: 'details-changed',
          environment: 'staging',
          service: 'stream',
        },
      }),
    );
  });
});

describe('who is in a room', () => {
  it('is given in full to those who may know it, and shortened to others', async () => {
    const { look, people, deny } = await start();
    await look('details');
    const full = participantsResponseSchema.parse(
      (await people('design-review')).body,
    );
    expect(full.full).toBe(true);
    expect(full.participants.value).toHaveLength(5);
    expect(full.participants.value![0]).toMatchObject({
      userId: NOA,
      sessionId: 'design-review-noa-berg',
      username: 'noa-berg',
      fullname: 'Noa Berg',
      host: 'iOS',
      role: 'publisher',
    });
    deny('mobworx.participants.read');
    const { body } = await people('design-review');
    const short = participantsResponseSchema.parse(body);
    expect(short.full).toBe(false);
    expect(short.participants.value![0]).toEqual({
      userId: NOA.slice(0, 8),
      sessionId: 'design-r',
      host: 'iOS',
      role: 'publisher',
      video: true,
      audio: true,
      joinedAt: full.participants.value![0].joinedAt,
    });
    expect(JSON.stringify(body)).not.toMatch(/noa|Noa|viewer-1/);
  });

  it('is read page by page up to 200, in the 50 rooms with the most people', async () => {
    const seed = environmentSeed('staging');
    seed.stream.rooms = Array.from({ length: 52 }, (_value, index) => ({
      ...seed.stream.rooms[2],
      id: `room-${index}`,
      viewers: index === 7 ? 250 : index,
    }));
    const { look, people, stream } = await start({
      seed,
    });
    await look('details');
    const { body } = await people('room-7');
    expect(body.participants.value).toHaveLength(200);
    expect(
      new Set(body.participants.value.map(({ sessionId }: any) => sessionId))
        .size,
    ).toBe(200);
    expect((await people('room-0')).status).toBe(404);
    expect((await people('room-2')).status).toBe(200);
    expect(
      stream.service
        .requests()
        .filter(({ path }) => path.startsWith('/v1/participants')),
    ).toHaveLength(51);
  });

  it('is forgotten when the room has ended', async () => {
    const { look, people, stream, knex } = await start();
    await look('details');
    const room = stream.rooms.find('one-on-one')!;
    room.all().forEach(member => stream.rooms.remove(room, member, 'left'));
    await look('details');
    expect(refusal(await people('one-on-one'))).toEqual([404, 'room_unknown']);
    const left = await knex('snapshots').where({
      subject: 'participants/one-on-one',
    });
    expect(left).toEqual([]);
    expect((await people('design-review')).status).toBe(200);
  });

  it('is said to be old when the rooms can be looked into no more', async () => {
    const { look, people, stream } = await start();
    await look('details');
    const before = (await people('rehearsal')).body.participants;
    stream.service.faults.add({
      path: '/v1/participants',
      fault: { kind: 'status', status: 500 },
    });
    await look('details');
    const { participants } = (await people('rehearsal')).body;
    expect(participants.value).toEqual(before.value);
    expect(participants.takenAt).toBe(before.takenAt);
    expect(participants.problem.code).toBe('upstream_unavailable');
  });

  it.each([
    ['a room that is not there', 'staging', 'nowhere', 404, 'room_unknown'],
    ['another environment', 'nowhere', 'rehearsal', 404, 'environment_unknown'],
    [
      'a path',
      'staging',
      encodeURIComponent('../rooms'),
      400,
      'request_invalid',
    ],
    ['a space', 'staging', 'a%20b', 400, 'request_invalid'],
    ['a zero byte', 'staging', 'a%00', 400, 'request_invalid'],
    ['a long id', 'staging', 'a'.repeat(201), 400, 'request_invalid'],
    ['a bad environment', 'STAGING', 'rehearsal', 400, 'request_invalid'],
    [
      'a query',
      'staging',
      'rehearsal/participants?full=true',
      400,
      'request_invalid',
    ],
    ['a prototype', 'staging', '__proto__', 404, 'room_unknown'],
  ])('is not given for %s', async (_what, environment, room, status, code) => {
    const { get } = await start();
    const path = `/environments/${environment}/stream/rooms/${room}`;
    const answered = await get(
      path.includes('?') ? path : `${path}/participants`,
    );
    expect(refusal(answered)).toEqual([status, code]);
  });
});

it('is given to nobody without the permission, and not where Stream is not configured', async () => {
  const { get, deny } = await start({
    configure: ({ services: { stream: _stream, ...services }, ...rest }) => ({
      ...rest,
      services,
    }),
  });
  const paths = ['stream', 'stream/rooms/rehearsal/participants'];
  for (const path of paths) {
    expect(refusal(await get(`/environments/staging/${path}`))).toEqual([
      404,
      'service_not_configured',
    ]);
  }
  expect(refusal(await get('/environments/staging/stream?x=1'))).toEqual([
    400,
    'request_invalid',
  ]);
  deny('mobworx.status.read');
  for (const path of paths) {
    expect(refusal(await get(`/environments/staging/${path}`))).toEqual([
      403,
      'not_permitted',
    ]);
  }
});

describe('signaling', () => {
  it.each([
    [{ kind: 'hang' }, 'upstream_timeout'],
    [{ kind: 'refuse' }, 'upstream_unreachable'],
    [{ kind: 'status', status: 503 }, 'upstream_unavailable'],
    [{ kind: 'html', status: 200 }, 'upstream_unexpected_answer'],
    [{ kind: 'status', status: 302 }, 'upstream_unexpected_answer'],
    [{ kind: 'bad_credential' }, 'upstream_credentials_rejected'],
    [{ kind: 'truncated' }, 'upstream_unreachable'],
    [{ kind: 'huge', bytes: 500_000 }, 'upstream_unexpected_answer'],
  ] as const)('says why its handshake fails with %j', async (fault, code) => {
    const { lookAndRead, stream } = await start();
    stream.service.faults.add({ method: 'WEBSOCKET', path: '', fault });
    const { signaling, rooms } = await lookAndRead();
    expect(signaling.problem?.code).toBe(code);
    expect(JSON.stringify(signaling)).not.toMatch(/localhost|127\.0/);
    expect(rooms.value).toBeDefined();
  });

  it('is not looked at where its address is not configured', async () => {
    const { lookAndRead, stream } = await start({
      configure: ({ services, ...environment }) => {
        const { wsUrl: _wsUrl, ...others } = services.stream;
        return { ...environment, services: { ...services, stream: others } };
      },
    });
    const { signaling } = await lookAndRead();
    expect(signaling).toEqual({
      problem: expect.objectContaining({ code: 'service_not_configured' }),
    });
    expect(
      stream.service.requests().filter(({ method }) => method === 'WEBSOCKET'),
    ).toEqual([]);
  });

  it('is visited by a made-up user who leaves nothing behind', async () => {
    const { lookAndRead, stream } = await start({
      configure: environment => ({ ...environment, syntheticJoin: true }),
    });
    const { signaling } = await lookAndRead();
    expect(signaling.value).toEqual({
      handshakeMs: expect.any(Number),
      synthetic: {
        joinMs: expect.any(Number),
        heartbeatMs: expect.any(Number),
        leaveMs: expect.any(Number),
      },
    });
    expect(
      ['roomCreated', 'joined', 'left', 'roomEnded'].map(
        type => stream.rooms.events.ofType(type).length,
      ),
    ).toEqual([1, 1, 1, 1]);
    expect(stream.rooms.all()).toHaveLength(4);
    // The portal's own visit is no event that anybody wants to read.
    expect((await lookAndRead()).events.value).toEqual([]);
  });

  it.each([
    ['/join', { kind: 'hang' }, 'The join was not answered.'],
    ['/join', { kind: 'refuse' }, 'The join was not answered.'],
    [
      '/heartbeat',
      { kind: 'status', status: 500 },
      'The heartbeat was refused with 500 INTERNAL_SERVER_ERROR.',
    ],
    ['/leave', { kind: 'hang' }, 'The leave was not answered.'],
    [
      '/leave',
      { kind: 'status', status: 500 },
      'The leave was refused with 500 INTERNAL_SERVER_ERROR.',
    ],
  ] as const)(
    'tells of a visit whose %s meets %j',
    async (path, fault, says) => {
      const { lookAndRead, stream } = await start({
        configure: environment => ({ ...environment, syntheticJoin: true }),
      });
      stream.service.faults.add({ method: 'SIGNAL', path, fault });
      const { signaling } = await lookAndRead();
      expect(signaling.value).toEqual({
        handshakeMs: expect.any(Number),
        syntheticProblem: says,
      });
    },
  );

  it('names the code of a refusal', async () => {
    const { lookAndRead } = await start({
      id: 'production',
      configure: environment => ({
        ...environment,
        tier: 'non-production',
        syntheticJoin: true,
      }),
    });
    expect((await lookAndRead()).signaling.value).toMatchObject({
      syntheticProblem: 'The join was refused with 2001 INVALID_SIGNAL.',
    });
  });

  describe('of production', () => {
    // One that would let anybody in: nothing but the portal itself keeps it from joining.
    const production = (environment: any) => ({
      ...environment,
      tier: 'production',
    });

    it('is opened and closed, and nothing is sent', async () => {
      const { lookAndRead, stream } = await start({ configure: production });
      const signals = { method: 'SIGNAL', path: '/', times: 1 };
      stream.service.faults.add({ ...signals, fault: { kind: 'hang' } });
      expect((await lookAndRead()).signaling.value).toEqual({
        handshakeMs: expect.any(Number),
      });
      expect(
        stream.service
          .requests()
          .filter(({ method }) => method === 'WEBSOCKET'),
      ).toEqual([expect.objectContaining({ status: 101 })]);
      // Any signal would have taken it.
      expect(stream.service.faults.list()).toMatchObject([{ times: 1 }]);
      expect(stream.rooms.events.ofType('roomCreated')).toEqual([]);
      expect(stream.rooms.events.ofType('joined')).toEqual([]);
    });

    it('is never joined, even if it is configured to be', async () => {
      await expect(
        start({
          configure: environment => ({
            ...production(environment),
            syntheticJoin: true,
          }),
        }),
      ).rejects.toThrow(/syntheticJoin/);
      const signaling = jest.fn();
      const { details } = createStreamProbes(
        { id: 'x', tier: 'production', syntheticJoin: true } as never,
        { stream: { hasSignaling: true, signaling } as never },
        { snapshots: {} as never },
      );
      const probe = details.find(({ subject }) => subject === 'signaling')!;
      await probe.look(new AbortController().signal);
      expect(signaling).toHaveBeenCalledWith(false, expect.anything());
    });
  });
});

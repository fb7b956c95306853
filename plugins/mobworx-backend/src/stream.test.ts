import { environmentSeed } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { startStream as start } from './__testUtils__/startStream';

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
    // Several failures in a row, and it is left alone: what led to that is the news, not that.
    for (let round = 0; round < 6; round += 1) {
      const { rooms, munits, events, signaling } = await lookAndRead();
      for (const stored of [rooms, munits, events, signaling]) {
        expect(stored.problem?.code).toBe('upstream_unreachable');
      }
      expect(rooms.value).toEqual(before.rooms.value);
      expect(rooms.takenAt).toBe(before.rooms.takenAt);
    }
  });

  it('is said to answer with an error while it is left alone because it does', async () => {
    const { lookAndRead, stream } = await start();
    stream.service.faults.add({
      path: '/v1',
      fault: { kind: 'status', status: 503 },
    });
    for (let round = 0; round < 4; round += 1) {
      await lookAndRead();
    }
    const asked = () =>
      stream.service.requests().filter(({ method }) => method === 'GET').length;
    const before = asked();
    const { rooms, munits, events } = await lookAndRead();
    expect(asked()).toBe(before);
    for (const stored of [rooms, munits, events]) {
      expect(stored.problem?.code).toBe('upstream_unavailable');
    }
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

import { startStream as start } from './__testUtils__/startStream';
import { createStreamProbes } from './stream/createProbes';

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

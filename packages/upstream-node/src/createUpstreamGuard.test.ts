import { createUpstreamGuard } from './createUpstreamGuard';

describe('createUpstreamGuard', () => {
  const options = { upstream: 'Test', timeoutMs: 2000, retries: 0 };

  it('ends work that goes on too long, also when it ignores its signal', async () => {
    const guard = createUpstreamGuard({ ...options, timeoutMs: 50 });
    const signals: AbortSignal[] = [];
    await expect(
      guard(signal => {
        signals.push(signal);
        return new Promise(() => {});
      }),
    ).rejects.toMatchObject({ failure: 'timeout', mayHaveArrived: true });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("tells a connection that never stood by the system's word, and passes answers on", async () => {
    const guard = createUpstreamGuard(options);
    const refused = Object.assign(new Error('connect 10.0.0.1'), {
      code: 'ECONNREFUSED',
    });
    await expect(guard(() => Promise.reject(refused))).rejects.toMatchObject({
      failure: 'unreachable',
      mayHaveArrived: false,
      message: 'Test: ECONNREFUSED',
    });
    const denied = Object.assign(new Error('no'), { code: 'AccessDenied' });
    await expect(guard(() => Promise.reject(denied))).rejects.toBe(denied);
  });

  it('tries reads again and nothing else; counts trouble towards the pause', async () => {
    const trouble = new Error('throttled');
    const guard = createUpstreamGuard({
      ...options,
      retries: 1,
      pauseAfterFailures: 3,
      isTrouble: error => error === trouble,
    });
    const work = jest.fn(async () => {
      throw trouble;
    });
    await expect(guard(work, { read: true })).rejects.toBe(trouble);
    expect(work).toHaveBeenCalledTimes(2);
    await expect(guard(work)).rejects.toBe(trouble);
    expect(work).toHaveBeenCalledTimes(3);
    await expect(guard(work)).rejects.toMatchObject({
      failure: 'paused',
      pausedAfter: undefined,
    });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('does not begin what the caller has given up already', async () => {
    const work = jest.fn();
    await expect(
      createUpstreamGuard(options)(work, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ failure: 'aborted' });
    expect(work).not.toHaveBeenCalled();
  });
});

import { errorsResponseSchema } from '@internal/plugin-bugsnag-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { passTime } from './__testUtils__/passTime';
import { of, StartedPlugin, startPlugin } from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeEach(async () => {
  plugin = await startPlugin();
});
afterEach(() => plugin.stop());

const calls = () =>
  Object.values(plugin.bugsnag.calls()).reduce((sum, one) => sum + one, 0);

describe('while Bugsnag is not well', () => {
  it('serves what it knows, with its age and the reason, and recovers', async () => {
    const { bugsnag, get } = plugin;
    const good = errorsResponseSchema.parse((await get(of('webapp'))).body);
    bugsnag.service.faults.add({
      path: '',
      fault: { kind: 'status', status: 500 },
    });
    passTime(61_000);
    const stale = errorsResponseSchema.parse((await get(of('webapp'))).body);
    expect(stale).toEqual({
      ...good,
      stale: true,
      problem: {
        code: 'bugsnag_unavailable',
        message: 'Bugsnag answers with an error (500).',
        remedy: expect.any(String),
      },
    });
    bugsnag.service.faults.clear();
    passTime(6_000);
    const fresh = errorsResponseSchema.parse((await get(of('webapp'))).body);
    expect(fresh.stale).toBe(false);
    expect(fresh.fetchedAt > good.fetchedAt).toBe(true);
  });

  it('sends nothing for days when it is told so, and shows what it has with its age', async () => {
    const { bugsnag, get } = plugin;
    expect((await get(of('webapp'))).status).toBe(200);
    bugsnag.service.faults.add({
      path: '',
      times: 1,
      fault: {
        kind: 'status',
        status: 429,
        headers: { 'Retry-After': '400000' },
      },
    });
    passTime(61_000);
    const stale = (await get(of('webapp'))).body;
    expect([stale.stale, stale.problem.code]).toEqual([
      true,
      'bugsnag_rate_limited',
    ]);
    const before = calls();
    passTime(3 * 86_400_000);
    expect((await get(of('webapp'))).body.stale).toBe(true);
    expect(refusal(await get(of('webapp', 'trend')))).toEqual([
      503,
      'bugsnag_rate_limited',
    ]);
    expect(calls()).toBe(before);
    passTime(2 * 86_400_000);
    expect((await get(of('webapp'))).body.stale).toBe(false);
    expect(calls()).toBeGreaterThan(before);
  });

  it('keeps within the calls that a minute allows', async () => {
    const { bugsnag, get } = plugin;
    bugsnag.allow(3);
    expect((await get(of('webapp'))).status).toBe(200);
    for (const name of ['ios', 'android', 'studio-webapp']) {
      expect(refusal(await get(of(name)))[1]).toBe('bugsnag_rate_limited');
    }
    // The fourth was refused, and none was sent after it.
    expect(calls()).toBe(4);
  });
});

import { ROBIN } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

afterEach(async () => {
  jest.restoreAllMocks();
  await portal.stop();
});

const asked = () => portal.github.record.requests().length;

describe('a rate limit of GitHub', () => {
  const limited = (fault: object) =>
    portal.github.faults.add({
      path: /^\/api\/v3\/repos/,
      fault: fault as never,
    });

  beforeEach(async () => {
    portal = await startPlugin();
  });

  it.each([
    [
      'of the hour',
      { kind: 'rate_limit', resetInSeconds: 1_800 },
      /in 3[01] minutes/,
      1_790,
    ],
    [
      'for too much at once',
      { kind: 'secondary_limit', retryAfterSeconds: 70 },
      /in 70 seconds/,
      60,
    ],
    [
      'that says no time',
      {
        kind: 'status',
        status: 403,
        message: 'You have exceeded a secondary rate limit.',
      },
      /in 60 seconds/,
      50,
    ],
  ])(
    '%s: nothing is read until it is over, and what was known is shown with its age',
    async (_name, fault, remedy, seconds) => {
      await portal.get(`${APPSYNC}/runs`).expect(200);
      limited(fault);
      const now = Date.now();
      const time = jest.spyOn(Date, 'now').mockReturnValue(now + 200);
      await new Promise(resolve => setTimeout(resolve, 110));
      const old = await portal.get(`${APPSYNC}/runs`).expect(200);
      expect(old.body).toMatchObject({
        stale: true,
        staleReason: expect.stringMatching(/rate limit is used up/),
      });
      portal.github.faults.clear();
      const before = asked();
      const { body } = await portal.get(`${APPSYNC}/runs?page=2`).expect(503);
      expect(body.error.code).toBe('github_rate_limited');
      time.mockReturnValue(now + seconds * 1_000);
      await portal.get(`${APPSYNC}/runs?page=3`).expect(503);
      expect(asked()).toBe(before);
      expect(body.error.remedy).toMatch(remedy);
      const { body: status } = await portal.get('/status', ROBIN).expect(200);
      expect(status.budgets).toContainEqual(
        expect.objectContaining({ pausedUntil: expect.any(String) }),
      );
      time.mockReturnValue(now + (seconds + 30) * 1_000);
      await portal.github.clock.advance(2_000_000);
      await portal.get(`${APPSYNC}/runs?page=2`).expect(200);
      expect(asked()).toBe(before + 1);
    },
  );
});

import {
  statusResponseSchema,
  summarySchema,
} from '@internal/plugin-figma-common';
import { refusal, sharedDatabases } from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import {
  of,
  ROUTES,
  startPlugin,
  type StartedPlugin,
  type StartOptions,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

jest.setTimeout(60_000);

const databases = sharedDatabases();

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

async function start(figma: StartOptions['figma'] = {}, knex?: Knex) {
  plugin = await startPlugin({ figma, knex });
  return plugin;
}
const impatient = { cacheTtl: { milliseconds: 50 } };
const paths = () => plugin.figma.service.requests().map(({ path }) => path);

describe.each(databases.eachSupportedId())(
  'what was known before, on %p',
  id => {
    let connections: Knex[];
    beforeEach(async () => {
      connections = await databases.init(id);
    });
    const startHere = (figma = {}) => start(figma, connections[0]);

    const staleOf = (route: string) =>
      until(async () => {
        const { body } = await plugin.get(of('webapp', route));
        return body.stale ? body : undefined;
      });

    it('is shown with its age and the reason, and gives way to what is new', async () => {
      const { figma, get } = await startHere(impatient);
      const good = await get(of('webapp'));
      figma.service.faults.add({
        path: '',
        fault: { kind: 'status', status: 500 },
      });
      const stale = summarySchema.parse(await staleOf('summary'));
      expect(stale).toMatchObject({
        file: good.body.file,
        readyForDev: good.body.readyForDev,
        problem: { code: 'figma_unavailable' },
      });
      expect(stale).not.toHaveProperty('resumesAt');
      figma.service.faults.clear();
      const fresh = await until(async () => {
        const { body } = await get(of('webapp'));
        return body.stale ? undefined : body;
      });
      expect(fresh.fetchedAt > good.body.fetchedAt).toBe(true);
    });

    it('is all there is for days, when Figma says so: nothing more is sent, also after a restart', async () => {
      const { figma, get, backend } = await startHere(impatient);
      for (const route of ROUTES) {
        await get(of('webapp', route));
      }
      for (const tier of [1, 2, 3] as const) {
        figma.limits.block(tier, 400_000);
      }
      const stale: Record<string, any> = {};
      for (const route of ROUTES) {
        stale[route] = await staleOf(route);
        expect(stale[route].problem.code).toBe('figma_rate_limited');
        expect(Date.parse(stale[route].resumesAt) - Date.now()).toBeGreaterThan(
          390_000_000,
        );
      }
      // One call of each tier learned of it.
      await until(async () => {
        const before = paths().length;
        await Promise.all(ROUTES.map(route => get(of('webapp', route))));
        return paths().length === before ? true : undefined;
      });
      const before = paths().length;
      figma.limits.reset();
      await Promise.all(ROUTES.map(route => get(of('webapp', route))));
      expect(refusal(await get(of('studio')))).toEqual([
        503,
        'figma_rate_limited',
      ]);
      expect(paths()).toHaveLength(before);
      const { budgets, lastLimit } = statusResponseSchema.parse(
        (await get('/status')).body,
      );
      expect(budgets.map(({ blockedUntil }) => Boolean(blockedUntil))).toEqual([
        // The version is the same, so that nothing of tier 1 was asked for.
        false,
        true,
        true,
      ]);
      expect(lastLimit).toMatchObject({
        planTier: 'enterprise',
        limitType: 'low',
      });

      await backend.stop();
      const again = await startPlugin({
        knex: connections[1],
        simulator: figma,
        figma: impatient,
      });
      for (const route of ROUTES) {
        const { body } = await until(async () => {
          const answer = await again.get(of('webapp', route));
          return answer.body.stale ? answer : undefined;
        });
        expect(body.resumesAt).toEqual(expect.any(String));
      }
      expect(paths()).toHaveLength(before);
      await again.stop();
    });

    it('isn’t shown of a file that is gone', async () => {
      const { figma, get } = await startHere(impatient);
      await get(of('webapp'));
      figma.files.remove('MWXwebappDesignFileKey001');
      const gone = await until(async () => {
        const answer = await get(of('webapp'));
        return answer.status === 404 ? answer : undefined;
      });
      expect(refusal(gone)).toEqual([404, 'file_not_found']);
    });

    it('is pictures while Figma draws none, and it says until when', async () => {
      const { figma, get } = await startHere(impatient);
      const { body: before } = await get(of('webapp', 'frames'));
      figma.files.edit('MWXwebappDesignFileKey001', 'ida');
      figma.switches.refusals.push({
        path: '/v1/images/',
        status: 429,
        message: 'Rate limit exceeded',
        headers: { 'Retry-After': '400000' },
      });
      const { body } = await until(async () => {
        const answer = await get(of('webapp', 'frames'));
        return answer.body.stale ? answer : undefined;
      });
      expect(body).toMatchObject({
        problem: { code: 'figma_rate_limited' },
        resumesAt: expect.any(String),
      });
      expect(body.frames[0]).toMatchObject({ image: before.frames[0].image });
      expect(body.frames[0]).not.toHaveProperty('problem');
    });

    it('is forgotten of files that nobody looked at for long', async () => {
      const { get, services } = await startHere();
      await get(of('webapp', 'frames'));
      await get(of('studio', 'frames'));
      await services
        .knex('figma_parts')
        .where({ part: 'meta', file_key: 'MWXwebappDesignFileKey001' })
        .update({ fetched_at: Date.now() - 61 * 86_400_000 });
      await services.runTask('figma-housekeeping');
      const keysOf = async (table: string) =>
        new Set(await services.knex(table).pluck('file_key'));
      const kept = new Set(['MWXstudioBranchFileKey001']);
      expect(await keysOf('figma_parts')).toEqual(kept);
      expect(await keysOf('figma_images')).toEqual(kept);
    });
  },
);

it('stays below the limits by itself', async () => {
  const { figma, get } = await start({ plan: 'starter' });
  const answers = [];
  for (const name of ['webapp', 'studio', 'board', 'make', 'webapp-docs']) {
    answers.push(await get(of(name, 'frames')));
  }
  // Three calls of tier 1 for half a minute.
  expect(figma.limits.calls()[1]).toBe(3);
  expect(
    answers.some(({ body }) =>
      JSON.stringify(body).includes('figma_rate_limited'),
    ),
  ).toBe(true);
});

it('without a configuration says what is missing, and the portal starts', async () => {
  const { get, post } = await start(null);
  for (const route of ROUTES) {
    const answer = await get(of('webapp', route));
    expect(refusal(answer)).toEqual([404, 'not_configured']);
    expect(answer.body.error.message).toContain('figma.token');
  }
  expect(refusal(await get('/files'))).toEqual([404, 'not_configured']);
  const status = statusResponseSchema.parse((await get('/status')).body);
  expect(status).toMatchObject({ configured: false, budgets: [] });
  const refused = await post('/webhook', { passcode: '' }, null);
  expect(refusal(refused)).toEqual([403, 'webhook_refused']);
});

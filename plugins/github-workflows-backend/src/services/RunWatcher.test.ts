import { randomUUID } from 'node:crypto';
import { startPlugin, StartedPlugin } from '../__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await portal.stop();
});

async function startRun(): Promise<number> {
  const { body: form } = await portal
    .get(`${APPSYNC}/workflows/nightly.yml/form?ref=master`)
    .expect(200);
  const { body } = await portal
    .dispatch('nightly.yml', {
      ref: 'master',
      inputs: {},
      expectedBlobSha: form.blobSha,
      idempotencyKey: randomUUID(),
    })
    .expect(201);
  return body.dispatch.runId;
}

/** How often GitHub is asked about a run in a number of rounds that are a time apart. */
async function looks(runId: number, rounds: number, apartMs: number) {
  const asked = () =>
    portal.github.record
      .requests()
      .filter(({ path }) => path.endsWith(`/actions/runs/${runId}`)).length;
  const before = asked();
  for (let round = 0; round < rounds; round++) {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + apartMs);
    // Longer than an answer about a run under way is kept.
    await new Promise(resolve => setTimeout(resolve, 110));
    await portal.tick();
  }
  return asked() - before;
}

it('asks less often about a run that nobody looks at and that has long been the same', async () => {
  const runId = await startRun();
  expect(await looks(runId, 5, 3_000)).toBe(5);
  await looks(runId, 1, 130_000);
  expect(await looks(runId, 20, 3_000)).toBe(2);
  await portal.get(`${APPSYNC}/runs/${runId}`).expect(200);
  expect(await looks(runId, 5, 3_000)).toBe(5);
});

it('waits for a run that cannot be read yet, and gives up one that stays away', async () => {
  const runId = await startRun();
  portal.github.faults.add({
    path: new RegExp(`/actions/runs/${runId}`),
    fault: { kind: 'status', status: 404 },
  });
  expect(await looks(runId, 3, 3_000)).toBe(3);
  expect(await looks(runId, 1, 130_000)).toBe(1);
  expect(await looks(runId, 3, 60_000)).toBe(0);
});

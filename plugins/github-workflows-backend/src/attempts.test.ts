import {
  RunAttemptsResponse,
  runAttemptsResponseSchema,
  RunResponse,
  runResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const CLOCK_STEP_MS = 60_000;

let portal: StartedPlugin;
let runId: number;
let run: string;

/** A run that failed, run again by Robin. */
beforeAll(async () => {
  portal = await startPlugin();
  const api = `${portal.github.apiBaseUrl}/repos/MobWorx/appsync-service/actions`;
  const post = async (path: string, login: string, body?: object) => {
    const answer = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer gho_simulated_${login}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body ?? {}),
    });
    return answer.json();
  };
  portal.github.state.grant('robin-hale', 'MobWorx/appsync-service', 'write');
  const dispatched = await post(
    '/workflows/deploy.yml/dispatches',
    'sam-okoro',
    {
      ref: 'fix/failing-migration',
      inputs: { stage: 'staging' },
      return_run_details: true,
    },
  );
  runId = dispatched.workflow_run_id;
  run = `${APPSYNC}/runs/${runId}`;
  await portal.github.clock.advance(CLOCK_STEP_MS);
  await post(`/runs/${runId}/rerun-failed-jobs`, 'robin-hale');
  await portal.github.clock.advance(CLOCK_STEP_MS);
});
afterAll(async () => portal.stop());

async function read(query = ''): Promise<RunResponse> {
  const { body } = await portal.get(`${run}${query}`).expect(200);
  return runResponseSchema.parse(body);
}

it('shows the latest attempt, and an earlier one with its own jobs and logs', async () => {
  const latest = await read();
  expect(latest).toMatchObject({
    latestAttempt: 2,
    run: { attempt: 2, actor: 'sam-okoro', triggeringActor: 'robin-hale' },
  });
  expect(await read('?attempt=2')).toMatchObject({
    run: latest.run,
    jobs: latest.jobs,
  });

  const first = await read('?attempt=1');
  expect(first).toMatchObject({
    latestAttempt: 2,
    run: { id: runId, attempt: 1, triggeringActor: 'sam-okoro' },
  });
  const ids = ({ jobs }: RunResponse) => jobs.map(({ id }) => id);
  expect(ids(latest)).not.toEqual(expect.arrayContaining(ids(first)));
  const { text } = await portal
    .get(`${run}/jobs/${ids(first)[0]}/log`)
    .expect(200);
  expect(text).toContain('already exists');
});

it('lists the attempts, newest first, and asks for a past one once', async () => {
  const list = async (): Promise<RunAttemptsResponse> =>
    runAttemptsResponseSchema.parse(
      (await portal.get(`${run}/attempts`).expect(200)).body,
    );
  expect(
    (await list()).items.map(({ attempt, triggeringActor, conclusion }) => [
      attempt,
      triggeringActor,
      conclusion,
    ]),
  ).toEqual([
    [2, 'robin-hale', 'failure'],
    [1, 'sam-okoro', 'failure'],
  ]);
  await list();
  await read('?attempt=1');
  const asked = portal.github.record
    .requests()
    .filter(({ path }) => path.endsWith(`/runs/${runId}/attempts/1`));
  expect(asked).toHaveLength(1);
});

it.each([
  ['?attempt=3', 404, 'attempt_not_found'],
  ['?attempt=0', 400, 'request_invalid'],
  ['?attempt=1.5', 400, 'request_invalid'],
  ['?attempt=-1', 400, 'request_invalid'],
  ['?attempt=10000', 400, 'request_invalid'],
  ['?attempt=', 400, 'request_invalid'],
  ['?attempt=1&attempt=2', 400, 'request_invalid'],
  ['?attempt=1&repo=other', 400, 'request_invalid'],
  ['/attempts?page=1', 400, 'request_invalid'],
  ['/jobs/1/log', 404, 'run_not_found'],
])('refuses %s', async (path, status, code) => {
  const answer = await portal.get(`${run}${path}`);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(answer.body.error.remedy).toMatch(/\.$/);
});

it('gives no log of a job by way of another run', async () => {
  const { jobs } = await read('?attempt=1');
  const { body } = await portal.get(`${APPSYNC}/runs`).expect(200);
  const other = body.items.find(({ id }: { id: number }) => id !== runId);
  const answer = await portal.get(
    `${APPSYNC}/runs/${other.id}/jobs/${jobs[0].id}/log`,
  );
  expect([answer.status, answer.body.error.code]).toEqual([
    404,
    'run_not_found',
  ]);
});

import { randomUUID } from 'node:crypto';
import {
  runActionResponseSchema,
  RunResponse,
  runResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin({ config: { timeout: { seconds: 2 } } });
});
afterEach(async () => portal.stop());

async function startRun(file: string, ref: string, inputs = {}) {
  const { body: form } = await portal
    .get(`${APPSYNC}/workflows/${file}/form?ref=${ref}`)
    .expect(200);
  const { body } = await portal
    .dispatch(file, {
      ref,
      inputs,
      expectedBlobSha: form.blobSha,
      idempotencyKey: randomUUID(),
    })
    .expect(201);
  return body.dispatch.runId as number;
}

async function read(runId: number): Promise<RunResponse> {
  // Longer than an answer about a run under way is kept.
  await new Promise(resolve => setTimeout(resolve, 110));
  const { body } = await portal.get(`${APPSYNC}/runs/${runId}`).expect(200);
  return runResponseSchema.parse(body);
}

/** Moves GitHub's time on until the run has ended. */
async function finish(runId: number): Promise<RunResponse> {
  for (let second = 0; second < 120; second++) {
    await portal.github.clock.advance(5_000);
    const answer = await read(runId);
    if (answer.run.status === 'completed') return answer;
  }
  throw new Error(`Run ${runId} does not end`);
}

const refusal = ({ status, body }: { status: number; body: any }) => [
  status,
  body.error.code,
];

it('cancels a run as the user', async () => {
  const runId = await startRun('nightly.yml', 'master');
  await portal.github.clock.advance(1_500);
  const answer = await portal.post(`${APPSYNC}/runs/${runId}/cancel`, {});
  expect(answer.status).toBe(202);
  expect(runActionResponseSchema.parse(answer.body)).toEqual({ runId });
  const { run } = await finish(runId);
  expect(run.conclusion).toBe('cancelled');
  expect(
    portal.github.record
      .requests()
      .filter(({ path }) => path.endsWith(`/runs/${runId}/cancel`)),
  ).toEqual([expect.objectContaining({ login: 'sam-okoro', status: 202 })]);
  expect(portal.auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'cancel-run',
      meta: expect.objectContaining({ runId, action: 'cancel' }),
    }),
  );
  // It has ended now: a second time there is nothing to cancel.
  const again = await portal.post(`${APPSYNC}/runs/${runId}/cancel`, {
    force: true,
  });
  expect(refusal(again)).toEqual([409, 'run_finished']);
});

it('runs what failed again, then all, then one job, each as a new attempt', async () => {
  const runId = await startRun('deploy.yml', 'fix/failing-migration', {
    stage: 'staging',
  });
  const failed = await finish(runId);
  expect(failed.run.conclusion).toBe('failure');

  await portal
    .post(`${APPSYNC}/runs/${runId}/rerun`, { jobs: 'failed', debug: true })
    .expect(202);
  const second = await read(runId);
  expect(second.run).toMatchObject({ id: runId, attempt: 2 });
  expect(second.run.status).not.toBe('completed');
  await finish(runId);

  await portal
    .post(`${APPSYNC}/runs/${runId}/rerun`, { jobs: 'all' })
    .expect(202);
  expect((await read(runId)).run.attempt).toBe(3);
  const third = await finish(runId);

  await portal
    .post(`${APPSYNC}/runs/${runId}/jobs/${third.jobs[0].id}/rerun`, {})
    .expect(202);
  expect((await read(runId)).run.attempt).toBe(4);
  expect(portal.auditor.createEvent).toHaveBeenLastCalledWith(
    expect.objectContaining({
      eventId: 'rerun',
      meta: expect.objectContaining({ jobId: third.jobs[0].id }),
    }),
  );
});

it('refuses who may not, and what cannot be, and changes nothing', async () => {
  const runId = await startRun('nightly.yml', 'master');
  const cancel = `${APPSYNC}/runs/${runId}/cancel`;
  const rerun = `${APPSYNC}/runs/${runId}/rerun`;
  const all = { jobs: 'all' };
  const before = await read(runId);
  expect(before.viewer).toEqual({ mayRerun: true, mayCancel: true });
  const guest = await portal.get(`${APPSYNC}/runs/${runId}`, GUEST);
  expect(guest.body.viewer).toMatchObject({
    mayRerun: false,
    mayCancel: false,
    reason: expect.stringMatching(/Guests may look/),
  });

  const answers = [
    [await portal.post(cancel, {}, { user: GUEST }), 403, 'guest_may_not_run'],
    [await portal.post(rerun, all, { user: GUEST }), 403, 'guest_may_not_run'],
    [
      await portal.post(cancel, {}, { user: 'user:default/kim-sato' }),
      403,
      'not_permitted',
    ],
    [
      await portal.post(cancel, {}, { token: null }),
      403,
      'github_token_missing',
    ],
    [
      await portal.post(cancel, {}, { token: 'gho_simulated_jo-lindt' }),
      403,
      'github_forbidden',
    ],
    [
      await portal.post(cancel, {}, { token: 'gho_unknown' }),
      403,
      'github_token_rejected',
    ],
    [await portal.post(cancel, { force: 'yes' }), 400, 'request_invalid'],
    [await portal.post(rerun, {}), 400, 'request_invalid'],
    [await portal.post(rerun, { jobs: 'all', x: 1 }), 400, 'request_invalid'],
    [await portal.post(`${APPSYNC}/runs/1/cancel`, {}), 404, 'run_not_found'],
    [
      await portal.post(`${APPSYNC}/runs/${runId}/jobs/1/rerun`, {}),
      404,
      'run_not_found',
    ],
    // GitHub runs nothing again that is still under way.
    [await portal.post(rerun, all), 409, 'run_action_refused'],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.body.error.remedy).toMatch(/\.$/);
  }
  expect((await finish(runId)).run).toMatchObject({
    attempt: 1,
    conclusion: 'success',
  });
});

it.each([
  [{ kind: 'lost_reply' }, 503, 'run_action_outcome_unknown'],
  [{ kind: 'status', status: 502 }, 503, 'run_action_outcome_unknown'],
  [
    { kind: 'secondary_limit', retryAfterSeconds: 60 },
    503,
    'github_rate_limited',
  ],
  [{ kind: 'status', status: 404 }, 403, 'github_forbidden'],
] as const)(
  'GitHub in trouble while cancelling: %j',
  async (fault, status, code) => {
    const runId = await startRun('nightly.yml', 'master');
    portal.github.faults.add({
      method: 'POST',
      path: /\/cancel$/,
      fault,
      times: 1,
    });
    const answer = await portal.post(`${APPSYNC}/runs/${runId}/cancel`, {});
    expect(refusal(answer)).toEqual([status, code]);
    // Sent once: whether to do it again is the user's to decide.
    expect(
      portal.github.record
        .requests()
        .filter(({ path }) => path.endsWith('/cancel')).length,
    ).toBe(1);
  },
);

it('has run a run again also when GitHub is silent right afterwards', async () => {
  const runId = await startRun('nightly.yml', 'master');
  await finish(runId);
  portal.github.faults.add({
    method: 'GET',
    path: new RegExp(`/actions/runs/${runId}$`),
    fault: { kind: 'status', status: 500 },
  });
  // The run is known by now; only the looks after the re-run find GitHub silent.
  const answer = await portal.post(`${APPSYNC}/runs/${runId}/rerun`, {
    jobs: 'all',
    debug: false,
  });
  expect(answer.status).toBe(202);
});

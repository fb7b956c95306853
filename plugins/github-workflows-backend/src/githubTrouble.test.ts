import { randomUUID } from 'node:crypto';
import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const DISPATCHES = /\/dispatches$/;

let portal: StartedPlugin;

const start = async () => {
  portal = await startPlugin({
    config: { timeout: { seconds: 2 }, maxLogBytes: 1024 },
  });
};
const stop = async () => portal.stop();

const later = (milliseconds = 150) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

async function validBody(file = 'deploy.yml', ref = 'master') {
  const { body } = await portal
    .get(`${APPSYNC}/workflows/${file}/form?ref=${ref}`)
    .expect(200);
  return {
    ref,
    inputs: { stage: 'staging' } as Record<string, unknown>,
    expectedBlobSha: body.blobSha,
    idempotencyKey: randomUUID(),
  };
}

describe('GitHub in trouble', () => {
  // Each its own: the outbound client remembers failures for a while.
  beforeEach(start);
  afterEach(stop);

  it.each<[string, any, string]>([
    ['slow', { kind: 'hang' }, 'github_timeout'],
    ['unreachable', { kind: 'refuse' }, 'github_unreachable'],
    ['down', { kind: 'status', status: 500 }, 'github_unavailable'],
    [
      'behind a proxy that answers HTML',
      { kind: 'html', status: 200 },
      'github_unexpected_answer',
    ],
    ['cut off', { kind: 'truncated' }, 'github_unreachable'],
    [
      'rate limited',
      { kind: 'rate_limit', resetInSeconds: 600 },
      'github_rate_limited',
    ],
    [
      'limited for a while',
      { kind: 'secondary_limit', retryAfterSeconds: 30 },
      'github_rate_limited',
    ],
    [
      'refusing our credential',
      { kind: 'status', status: 401, message: 'Bad credentials' },
      'github_credentials_rejected',
    ],
    [
      'refusing us this',
      {
        kind: 'status',
        status: 403,
        message: 'Resource not accessible by integration',
      },
      'github_forbidden',
    ],
    [
      'answering something unheard of',
      { kind: 'status', status: 418 },
      'github_unexpected_answer',
    ],
  ])(
    '%s: a 503 with its own code, and the last known list meanwhile',
    async (_name, fault, code) => {
      const fresh = await portal
        .get(`${APPSYNC}/runs?workflow=deploy.yml`)
        .expect(200);
      expect(fresh.body.stale).toBe(false);
      portal.github.faults.add({ path: /^\/api\//, fault });
      await later();
      const stale = await portal
        .get(`${APPSYNC}/runs?workflow=deploy.yml`)
        .expect(200);
      expect(stale.body).toMatchObject({
        stale: true,
        staleReason: expect.stringMatching(/GitHub/),
        fetchedAt: fresh.body.fetchedAt,
      });
      expect(
        refusal(await portal.get(`${APPSYNC}/runs/${randomRun()}`)),
      ).toEqual([503, code]);
      portal.github.faults.clear();
    },
  );

  it.each<[string, any, number, string, string]>([
    [
      'it starts and the answer is lost',
      { kind: 'lost_reply' },
      503,
      'dispatch_outcome_unknown',
      'unknown',
    ],
    [
      'the answer is lost',
      { kind: 'hang' },
      503,
      'dispatch_outcome_unknown',
      'unknown',
    ],
    [
      'GitHub fails half way',
      { kind: 'status', status: 502 },
      503,
      'dispatch_outcome_unknown',
      'unknown',
    ],
    [
      'a proxy answers HTML',
      { kind: 'html', status: 200 },
      503,
      'dispatch_outcome_unknown',
      'unknown',
    ],
    [
      'GitHub refuses for a reason of its own',
      { kind: 'status', status: 422, message: 'Actions are disabled' },
      400,
      'dispatch_refused',
      'refused',
    ],
    [
      'the ref vanishes',
      { kind: 'status', status: 422, message: 'No ref found for: master' },
      404,
      'ref_not_found',
      'refused',
    ],
    [
      'the trigger vanishes',
      {
        kind: 'status',
        status: 422,
        message: "Workflow does not have 'workflow_dispatch' trigger",
      },
      400,
      'no_dispatch_trigger',
      'refused',
    ],
    [
      'an input vanishes',
      {
        kind: 'status',
        status: 422,
        message: 'Unexpected inputs provided: ["stage"]',
      },
      400,
      'input_unknown',
      'refused',
    ],
    [
      'an input appears',
      {
        kind: 'status',
        status: 422,
        message: "Required input 'x' not provided",
      },
      400,
      'input_missing',
      'refused',
    ],
    [
      'an option vanishes',
      {
        kind: 'status',
        status: 422,
        message:
          "Provided value 'staging' for input 'stage' not in the list of allowed values",
      },
      400,
      'input_invalid',
      'refused',
    ],
    [
      'it is disabled meanwhile',
      {
        kind: 'status',
        status: 422,
        message: "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
      },
      409,
      'workflow_disabled',
      'refused',
    ],
    [
      'GitHub hides the repository',
      { kind: 'status', status: 404, message: 'Not Found' },
      403,
      'github_forbidden',
      'refused',
    ],
    [
      'the user is rate limited',
      { kind: 'secondary_limit', retryAfterSeconds: 60 },
      503,
      'github_rate_limited',
      'refused',
    ],
  ])('while dispatching: %s', async (_name, fault, status, code, state) => {
    const body = await validBody();
    portal.github.faults.add({
      method: 'POST',
      path: DISPATCHES,
      fault,
      times: 1,
    });
    expect(refusal(await portal.dispatch('deploy.yml', body))).toEqual([
      status,
      code,
    ]);
    const { body: mine } = await portal
      .get('/dispatches/mine?limit=1')
      .expect(200);
    expect(mine.items[0]).toMatchObject({ state });
    const again = await portal.dispatch('deploy.yml', body);
    const runs = fault.kind === 'lost_reply' || state === 'refused' ? 1 : 0;
    expect([
      again.status,
      again.body.error?.code,
      portal.github.record.dispatches().length,
    ]).toEqual(
      state === 'unknown'
        ? [503, 'dispatch_outcome_unknown', runs]
        : [201, undefined, runs],
    );
  });

  it('asks an older GitHub Enterprise Server again without the key that it refuses', async () => {
    const body = await validBody();
    const message =
      'Invalid request.\n\n"return_run_details" is not a permitted key.';
    portal.github.faults.add({
      method: 'POST',
      path: DISPATCHES,
      fault: { kind: 'status', status: 422, message },
      times: 1,
    });
    const answer = await portal.dispatch('deploy.yml', body).expect(201);
    expect(answer.body.dispatch.state).toBe('started');
    expect(answer.body.dispatch.match).toBe('matched');
    expect(portal.github.record.dispatches()).toHaveLength(1);
  });

  it('cuts a log at the limit and says so; says when GitHub has it no more', async () => {
    const { body } = await portal
      .get(`${APPSYNC}/runs?workflow=ci.yml`)
      .expect(200);
    const { body: run } = await portal
      .get(`${APPSYNC}/runs/${body.items[0].id}`)
      .expect(200);
    const path = `${APPSYNC}/runs/${run.run.id}/jobs/${run.jobs[0].id}/log`;
    const log = await portal.get(path).expect(200);
    expect(log.text.length).toBeLessThan(1024 + 200);
    expect(log.text).toMatch(/\[The log is longer than the 1024 bytes.*\]\n$/);
    portal.github.faults.add({
      path: /\/logs$/,
      fault: { kind: 'status', status: 410 },
    });
    expect(refusal(await portal.get(path))).toEqual([404, 'log_gone']);
  });
});

function randomRun() {
  return 10 ** 9 + Math.floor(Math.random() * 10 ** 6);
}

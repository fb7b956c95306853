import { randomUUID } from 'node:crypto';
import { MAX_INPUTS_CHARACTERS } from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const DISPATCHES = /\/dispatches$/;

let portal: StartedPlugin;

const start = async () => {
  portal = await startPlugin({
    config: { timeout: { milliseconds: 500 }, maxLogBytes: 1024 },
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

/** Status, code, and that a sentence and a remedy are there. */
function refusal({ status, body }: { status: number; body: any }) {
  expect(body.error.message).toMatch(/^\S.*\S$/s);
  expect(body.error.remedy).toMatch(/\.$/);
  return [status, body.error.code];
}

describe('bad input to reads', () => {
  beforeAll(start);
  afterAll(stop);

  it.each([
    [
      'an entity that is not there',
      '/entities/component/default/nope/repository',
      404,
      'entity_not_found',
    ],
    [
      'an entity without the annotation',
      '/entities/component/default/no-annotation/repository',
      404,
      'annotation_missing',
    ],
    [
      'an annotation without a slash',
      '/entities/component/default/no-slash/repository',
      400,
      'annotation_malformed',
    ],
    [
      'a repository that the token cannot see',
      '/entities/component/default/gone/repository',
      404,
      'repository_not_found',
    ],
    [
      'its workflows',
      '/entities/component/default/gone/workflows?ref=main',
      404,
      'repository_not_found',
    ],
    [
      'a host without an integration',
      '/entities/component/default/elsewhere/repository',
      503,
      'integration_missing',
    ],
    [
      'a kind that is too long',
      `/entities/${'k'.repeat(64)}/default/x/repository`,
      400,
      'request_invalid',
    ],
    [
      'an unknown query key',
      `${APPSYNC}/repository?repo=other`,
      400,
      'request_invalid',
    ],
    ['a ref that is missing', `${APPSYNC}/workflows`, 400, 'request_invalid'],
    [
      'a ref with two dots',
      `${APPSYNC}/workflows?ref=a..b`,
      400,
      'request_invalid',
    ],
    [
      'a ref with a space',
      `${APPSYNC}/workflows?ref=a%20b`,
      400,
      'request_invalid',
    ],
    [
      'a ref of 256 bytes',
      `${APPSYNC}/workflows?ref=${'a'.repeat(256)}`,
      400,
      'request_invalid',
    ],
    [
      'a ref of 255 characters and more bytes',
      `${APPSYNC}/workflows?ref=${encodeURIComponent('ü'.repeat(200))}`,
      400,
      'request_invalid',
    ],
    [
      'a ref in another script that is not there',
      `${APPSYNC}/workflows?ref=${encodeURIComponent('функция')}`,
      404,
      'ref_not_found',
    ],
    [
      'a ref that is not there',
      `${APPSYNC}/workflows?ref=nope`,
      404,
      'ref_not_found',
    ],
    [
      'a branch asked for as a tag',
      `${APPSYNC}/workflows?ref=master&refType=tag`,
      404,
      'ref_not_found',
    ],
    [
      'a type of ref that is none',
      `${APPSYNC}/workflows?ref=master&refType=commit`,
      400,
      'request_invalid',
    ],
    [
      'a file outside of the folder',
      `${APPSYNC}/workflows/${encodeURIComponent('../../x.yml')}/form?ref=master`,
      400,
      'request_invalid',
    ],
    [
      'a file that is no workflow',
      `${APPSYNC}/workflows/README.md/form?ref=master`,
      400,
      'request_invalid',
    ],
    [
      'a file that is not on the ref',
      `${APPSYNC}/workflows/nope.yml/form?ref=master`,
      404,
      'workflow_not_on_ref',
    ],
    [
      'runs of a workflow that is not there',
      `${APPSYNC}/runs?workflow=nope.yml`,
      404,
      'workflow_not_registered',
    ],
    [
      'a page that is no number',
      `${APPSYNC}/runs?page=x`,
      400,
      'request_invalid',
    ],
    [
      'a page beyond the last',
      `${APPSYNC}/runs?page=5001`,
      400,
      'request_invalid',
    ],
    ['a run that is not there', `${APPSYNC}/runs/1`, 404, 'run_not_found'],
    ['a run that is no number', `${APPSYNC}/runs/1e3`, 400, 'request_invalid'],
    [
      'a search that is too long',
      `${APPSYNC}/refs?q=${'a'.repeat(256)}`,
      400,
      'request_invalid',
    ],
    [
      'too many dispatches',
      '/dispatches/mine?limit=51',
      400,
      'request_invalid',
    ],
  ])('%s', async (_name, path, status, code) => {
    expect(refusal(await portal.get(path))).toEqual([status, code]);
  });

  it('a job that belongs to another run', async () => {
    const { body } = await portal.get(`${APPSYNC}/runs`).expect(200);
    const [one, other] = body.items;
    const { body: details } = await portal
      .get(`${APPSYNC}/runs/${other.id}`)
      .expect(200);
    const answer = await portal.get(
      `${APPSYNC}/runs/${one.id}/jobs/${details.jobs[0].id}/log`,
    );
    expect(refusal(answer)).toEqual([404, 'run_not_found']);
  });
});

describe('bad input to a dispatch: nothing runs', () => {
  beforeAll(start);
  afterAll(stop);

  it.each<[string, (body: any) => unknown, number, string]>([
    ['no body', () => undefined, 400, 'request_invalid'],
    [
      'an unknown key',
      body => ({ ...body, repo: 'other' }),
      400,
      'request_invalid',
    ],
    ['no ref', ({ ref, ...body }) => body, 400, 'request_invalid'],
    ['no key', ({ idempotencyKey, ...body }) => body, 400, 'request_invalid'],
    [
      'a blob that is none',
      body => ({ ...body, expectedBlobSha: 'x' }),
      400,
      'request_invalid',
    ],
    [
      'inputs as a list',
      body => ({ ...body, inputs: ['a'] }),
      400,
      'request_invalid',
    ],
    [
      'a number as a number',
      body => ({ ...body, inputs: { stage: 5 } }),
      400,
      'request_invalid',
    ],
    [
      'an input named __proto__',
      body =>
        JSON.parse(JSON.stringify(body).replace('"stage"', '"__proto__"')),
      400,
      'request_invalid',
    ],
    [
      '26 inputs',
      body => ({
        ...body,
        inputs: Object.fromEntries(
          Array.from({ length: 26 }, (_v, i) => [`i${i}`, 'x']),
        ),
      }),
      400,
      'request_invalid',
    ],
    [
      'an oversized input',
      body => ({
        ...body,
        inputs: {
          stage: 'staging',
          version: 'x'.repeat(MAX_INPUTS_CHARACTERS),
        },
      }),
      400,
      'request_invalid',
    ],
    [
      'an unknown input',
      body => ({ ...body, inputs: { ...body.inputs, stag: 'x' } }),
      400,
      'input_unknown',
    ],
    [
      'a missing input',
      body => ({
        ...body,
        ref: 'feature/schema-v2',
        expectedBlobSha: undefined,
      }),
      400,
      'request_invalid',
    ],
    [
      'a wrong choice',
      body => ({ ...body, inputs: { stage: 'moon' } }),
      400,
      'input_invalid',
    ],
    [
      'a wrong boolean',
      body => ({ ...body, inputs: { stage: 'staging', dry_run: 'yes' } }),
      400,
      'input_invalid',
    ],
    [
      'a form of an older file',
      body => ({ ...body, expectedBlobSha: '0'.repeat(40) }),
      409,
      'form_outdated',
    ],
    [
      'a ref that is gone',
      body => ({ ...body, ref: 'nope' }),
      404,
      'ref_not_found',
    ],
  ])('%s', async (_name, change, status, code) => {
    const answer = await portal.dispatch(
      'deploy.yml',
      change(await validBody()),
    );
    expect(refusal(answer)).toEqual([status, code]);
    expect(portal.github.record.dispatches()).toEqual([]);
  });

  it.each([
    ['one without trigger', 'ci.yml', 'master', 400, 'no_dispatch_trigger'],
    [
      'one that is disabled',
      'legacy-deploy.yml',
      'master',
      409,
      'workflow_disabled',
    ],
    [
      'one that is not registered',
      'load-test.yml',
      'feature/schema-v2',
      409,
      'workflow_not_registered',
    ],
    [
      'one that cannot be read',
      'deploy.yml',
      'broken/yaml',
      400,
      'workflow_file_invalid',
    ],
  ])('%s', async (_name, file, ref, status, code) => {
    const body = { ...(await validBody(file, ref)), inputs: {} };
    expect(refusal(await portal.dispatch(file, body))).toEqual([status, code]);
    expect(portal.github.record.dispatches()).toEqual([]);
  });

  it('a required input that is missing on this ref', async () => {
    const body = await validBody('deploy.yml', 'feature/schema-v2');
    expect(refusal(await portal.dispatch('deploy.yml', body))).toEqual([
      400,
      'input_missing',
    ]);
    expect(refusal(await portal.dispatch('nope.yml', body))).toEqual([
      404,
      'workflow_not_on_ref',
    ]);
    expect(portal.github.record.dispatches()).toEqual([]);
  });
});

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

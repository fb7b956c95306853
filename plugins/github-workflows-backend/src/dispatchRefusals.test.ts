import { randomUUID } from 'node:crypto';
import { MAX_INPUTS_CHARACTERS } from '@internal/plugin-github-workflows-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

const start = async () => {
  portal = await startPlugin();
};
const stop = async () => portal.stop();

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

import { randomUUID } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { GUEST } from '../__testUtils__/permissions';
import { startPlugin, StartedPlugin } from '../__testUtils__/startPlugin';

const entityRef = 'component:default/appsync-service';
const SAM = 'user:default/sam-okoro';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterAll(async () => portal.stop());

function invoke(
  name: string,
  input: JsonObject,
  options: { user?: string; secrets?: JsonObject } = {},
): Promise<{ output: any }> {
  const { user = SAM, secrets = { githubToken: 'gho_simulated_sam-okoro' } } =
    options;
  return portal.actions.invoke({
    id: `test:${name}`,
    input,
    credentials: mockCredentials.user(user),
    // Of the four only the one that runs something takes secrets.
    ...(name === 'run-workflow' && { secrets }),
  });
}

async function makeRequest(file = 'deploy.yml') {
  const { output } = await invoke('get-workflow-form', { entityRef, file });
  return {
    entityRef,
    file,
    ref: output.ref as string,
    inputs: { stage: 'staging' },
    expectedBlobSha: output.blobSha as string,
    idempotencyKey: randomUUID(),
  };
}

it('lists workflows, reads a form, runs it once, and looks at the run', async () => {
  const { output: list } = await invoke('list-workflows', { entityRef });
  expect(list).toMatchObject({
    ref: 'master',
    workflows: expect.arrayContaining([
      expect.objectContaining({ file: 'deploy.yml', state: 'runnable' }),
    ]),
  });
  const { output: form } = await invoke('get-workflow-form', {
    entityRef,
    file: 'deploy.yml',
    ref: 'feature/schema-v2',
    refType: 'branch',
  });
  expect(form).toMatchObject({
    ref: 'feature/schema-v2',
    mayRun: true,
    inputs: expect.arrayContaining([
      expect.objectContaining({ name: 'stage', type: 'choice' }),
    ]),
  });

  const request = await makeRequest();
  const { output: first } = await invoke('run-workflow', request);
  const { output: again } = await invoke('run-workflow', request);
  expect(again).toEqual(first);
  expect(first).toMatchObject({ state: 'started', identity: 'user' });
  expect(portal.github.record.dispatches()).toHaveLength(1);

  const { output: run } = await invoke('get-workflow-run', {
    entityRef,
    runId: first.runId,
  });
  expect(run).toMatchObject({
    runId: first.runId,
    workflowFile: 'deploy.yml',
    ref: 'master',
    jobs: [expect.objectContaining({ status: expect.any(String) })],
  });
  const audited = await portal.knex('audit').where({ run_id: first.runId });
  expect(audited).toEqual([
    expect.objectContaining({ user_ref: SAM, action: 'dispatch' }),
  ]);
});

it('refuses what the routes refuse, with the same codes', async () => {
  const sent = portal.github.record.dispatches().length;
  const request = await makeRequest();
  const cases: [string, JsonObject, object, string][] = [
    ['run-workflow', request, { user: GUEST }, 'guest_may_not_run'],
    ['run-workflow', request, { secrets: {} }, 'github_token_missing'],
    ['run-workflow', { ...request, ref: 'a..b' }, {}, 'request_invalid'],
    ['run-workflow', { ...request, file: '../x.yml' }, {}, 'request_invalid'],
    ['run-workflow', { ...request, entityRef: 'x' }, {}, 'request_invalid'],
    [
      'run-workflow',
      { ...request, expectedBlobSha: '0'.repeat(40) },
      {},
      'form_outdated',
    ],
    [
      'run-workflow',
      { ...request, entityRef: 'component:default/nope' },
      {},
      'entity_not_found',
    ],
    ['list-workflows', { entityRef, ref: 'nope' }, {}, 'ref_not_found'],
    ['get-workflow-form', { entityRef, file: 'x' }, {}, 'request_invalid'],
    ['get-workflow-run', { entityRef, runId: 1 }, {}, 'run_not_found'],
    ['get-workflow-run', { entityRef, runId: 1.5 }, {}, 'request_invalid'],
  ];
  for (const [name, input, options, code] of cases) {
    const error = await invoke(name, input, options).catch(thrown => thrown);
    expect([name, error.code ?? error.cause?.code ?? String(error)]).toEqual([
      name,
      code,
    ]);
  }
  expect(portal.github.record.dispatches()).toHaveLength(sent);
});

it('refuses a call that names nobody', async () => {
  const error = await portal.actions
    .invoke({
      id: 'test:list-workflows',
      input: { entityRef },
      credentials: mockCredentials.service(),
    })
    .catch(thrown => thrown);
  expect(String(error)).toMatch(/names nobody/);
});

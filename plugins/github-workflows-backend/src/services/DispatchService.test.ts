import { randomUUID } from 'node:crypto';
import { startPlugin, StartedPlugin } from '../__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.stop());

it('answers a repeated request with what it started, also when the file has changed since', async () => {
  const { body: form } = await portal
    .get(`${APPSYNC}/workflows/nightly.yml/form?ref=master`)
    .expect(200);
  const request = {
    ref: 'master',
    inputs: {},
    expectedBlobSha: form.blobSha,
    idempotencyKey: randomUUID(),
  };
  const first = await portal.dispatch('nightly.yml', request).expect(201);
  await portal.github.state.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'master',
    message: 'Ask for a reason',
    files: {
      '.github/workflows/nightly.yml':
        'name: Nightly\non: { workflow_dispatch: { inputs: { reason: { type: string, required: true } } } }\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n',
    },
  });
  const second = await portal.dispatch('nightly.yml', request).expect(201);
  expect(second.body).toEqual(first.body);
  const other = { ...request, idempotencyKey: randomUUID() };
  const refused = await portal.dispatch('nightly.yml', other).expect(409);
  expect(refused.body.error.code).toBe('form_outdated');
  expect(portal.github.record.dispatches()).toHaveLength(1);
});

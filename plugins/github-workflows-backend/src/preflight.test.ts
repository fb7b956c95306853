import {
  PreflightResponse,
  preflightResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const STUDIO = '/entities/component/default/studio-service';
const APPSYNC = '/entities/component/default/appsync-service';
const R = '/repos/MobWorx/studio-service';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin({
    config: {
      timeout: { seconds: 2 },
      keepLists: { milliseconds: 100 },
    },
    components: {
      'developer-portal': {
        'github.com/project-slug': 'MobWorx/developer-portal',
      },
    },
  });
});
afterEach(async () => portal.stop());

const ask = (request: object = {}, path = `${STUDIO}/workflows/deploy.yml`) =>
  portal.post(`${path}/preflight`, {
    ref: 'main',
    inputs: { stage: 'production' },
    ...request,
  });

async function preflight(
  request: object = {},
  path?: string,
): Promise<PreflightResponse> {
  const { body } = await ask(request, path).expect(200);
  return preflightResponseSchema.parse(body);
}

/** Starts a run on GitHub itself, as somebody who doesn't use the portal. */
async function dispatchOnGithub(stage = 'production') {
  const answer = await fetch(
    `${portal.github.apiBaseUrl}${R}/actions/workflows/deploy.yml/dispatches`,
    {
      method: 'POST',
      headers: {
        Authorization: 'Bearer gho_simulated_lee-moran',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ ref: 'main', inputs: { stage } }),
    },
  );
  expect(answer.status).toBe(204);
}

async function push(file: string, content: string, branch = 'main') {
  await portal.github.state.push({
    owner: 'MobWorx',
    repo: 'studio-service',
    branch,
    message: 'Change a workflow',
    actor: 'lee-moran',
    files: { [`.github/workflows/${file}`]: content },
  });
}

const asked = (part: string) =>
  portal.github.record.requests().filter(({ path }) => path.includes(part));

it('names the environment, its rules and whether the ref may deploy there', async () => {
  expect(await preflight()).toEqual({
    environments: [
      {
        name: 'production',
        jobs: ['deploy'],
        conditional: false,
        rules: {
          reviewers: [
            expect.objectContaining({ type: 'user', name: 'lee-moran' }),
            expect.objectContaining({ type: 'user', name: 'robin-hale' }),
          ],
          preventSelfReview: true,
          waitMinutes: 0,
          deployFrom: {
            kind: 'patterns',
            patterns: [
              { name: 'main', type: 'branch' },
              { name: 'v*', type: 'tag' },
            ],
          },
        },
        mayDeploy: 'yes',
      },
    ],
    openQuestions: [],
    runsUnderWay: [],
    concurrency: [
      {
        group: 'deploy-production',
        cancelInProgress: 'no',
        queue: false,
        members: [],
      },
    ],
    failures: [],
  });
  const mayDeploy = async (request: object) =>
    (await preflight(request)).environments[0].mayDeploy;
  expect(await mayDeploy({ ref: 'feature/rtmp-push' })).toBe('no');
  expect(await mayDeploy({ ref: 'v1.0.0', refType: 'tag' })).toBe('yes');
  // Without a value the file's default applies.
  expect((await preflight({ inputs: {} })).environments).toMatchObject([
    {
      name: 'staging',
      mayDeploy: 'yes',
      rules: { deployFrom: { kind: 'all' } },
    },
  ]);
});

it('asks GitHub once for any number of people', async () => {
  await Promise.all([preflight(), preflight(), preflight()]);
  expect(asked('/environments?').length).toBe(1);
  expect(asked('/deployment-branch-policies').length).toBe(1);
  expect(asked('/concurrency_groups/').length).toBe(1);
  expect(asked('/workflows/deploy.yml/runs').length).toBe(1);
});

it('tells what runs already and who is before in the queue', async () => {
  await dispatchOnGithub();
  await dispatchOnGithub();
  const { runsUnderWay, concurrency } = await preflight();
  expect(runsUnderWay.map(({ status }) => status)).toEqual([
    'pending',
    'waiting',
  ]);
  expect(concurrency).toMatchObject([
    {
      group: 'deploy-production',
      members: [
        { runId: runsUnderWay[1].id, runName: 'Deploy', status: 'in_progress' },
        { runId: runsUnderWay[0].id, status: 'pending' },
      ],
    },
  ]);
});

it('says nothing about concurrency groups where the host has none (GHES 3.19)', async () => {
  portal.github.faults.add({
    path: '/concurrency_groups',
    fault: { kind: 'status', status: 404 },
  });
  await dispatchOnGithub();
  const answer = await preflight();
  expect(answer).toMatchObject({ concurrency: [], failures: [] });
  expect(answer.runsUnderWay).toHaveLength(1);
  await preflight({ inputs: { stage: 'staging' } });
  expect(asked('/concurrency_groups').length).toBe(1);
});

it.each([
  [
    /\/environments$/,
    { environments: [], failures: [{ part: 'environments' }] },
  ],
  [
    /\/deployment-branch-policies$/,
    {
      environments: [
        { mayDeploy: 'unknown', rules: { deployFrom: { kind: 'unknown' } } },
      ],
      failures: [],
    },
  ],
  [/\/deploy.yml\/runs$/, { runsUnderWay: [], failures: [{ part: 'runs' }] }],
  [
    /\/concurrency_groups$/,
    { concurrency: [], failures: [{ part: 'concurrency' }] },
  ],
])('keeps the rest when GitHub doesn’t answer %s', async (path, expected) => {
  portal.github.faults.add({ path, fault: { kind: 'status', status: 500 } });
  const answer = await preflight();
  expect(answer).toMatchObject(expected);
  expect(answer.failures.every(({ message }) => message.endsWith('.'))).toBe(
    true,
  );
  const parts = [answer.environments, answer.concurrency].flat();
  expect(parts.length).toBeGreaterThan(0);
});

it('goes by protected branches, new environments, conditions and called workflows', async () => {
  const [, production] = portal.github.state.repository(
    'MobWorx/studio-service',
  ).environments;
  production.deployFrom = 'protected';
  const file = `on: workflow_dispatch
concurrency: { group: 'ship-\${{ github.run_id }}' }
jobs:
  build:
    runs-on: ubuntu-latest
    environment: { name: preview }
    concurrency:
      group: \${{ vars.POOL }}
    steps: []
  ship:
    if: vars.SHIP
    environment: PRODUCTION
    runs-on: ubuntu-latest
    steps: []
  quiet:
    if: github.ref_name == 'other'
    environment: production
    runs-on: ubuntu-latest
    steps: []
  announce:
    uses: ./.github/workflows/announce.yml
  measure:
    environment: \${{ matrix.target }}
    runs-on: ubuntu-latest
    steps: []
`;
  await push('ship.yml', file);
  await push('ship.yml', file, 'feature/rtmp-push');
  const path = `${STUDIO}/workflows/ship.yml`;
  expect(await preflight({ inputs: {} }, path)).toMatchObject({
    environments: [
      {
        name: 'preview',
        jobs: ['build'],
        conditional: false,
        mayDeploy: 'yes',
      },
      {
        name: 'production',
        jobs: ['ship'],
        conditional: true,
        mayDeploy: 'yes',
        rules: { deployFrom: { kind: 'protected_branches' } },
      },
    ],
    openQuestions: [
      {
        about: 'missing_workflow',
        job: 'announce',
        text: './.github/workflows/announce.yml',
      },
      { about: 'concurrency', job: 'build', text: '${{ vars.POOL }}' },
      { about: 'environment', job: 'measure', text: '${{ matrix.target }}' },
    ],
    concurrency: [],
  });
  const shipFrom = async (request: object) =>
    (await preflight({ inputs: {}, ...request }, path)).environments[1]
      .mayDeploy;
  expect(await shipFrom({ ref: 'feature/rtmp-push' })).toBe('no');
  portal.github.faults.add({
    path: '/branches/',
    fault: { kind: 'status', status: 500 },
  });
  await push('ship.yml', file, 'fix/other');
  expect(await shipFrom({ ref: 'fix/other' })).toBe('unknown');
});

it('says who has to approve the own deployment, whose workflow calls another', async () => {
  const own = '/entities/component/default/developer-portal';
  const to = (environment: string) =>
    preflight({ inputs: { environment } }, `${own}/workflows/deploy.yml`);
  expect(await to('production')).toMatchObject({
    environments: [
      { name: 'images', jobs: ['image'] },
      {
        name: 'production',
        jobs: ['chosen / deploy'],
        conditional: false,
        rules: { reviewers: [{ name: 'robin-hale' }, { name: 'sam-okoro' }] },
        mayDeploy: 'yes',
      },
    ],
    openQuestions: [],
    concurrency: [{ group: 'deploy-production', job: 'chosen / deploy' }],
    failures: [],
  });
  expect((await to('staging')).environments).toMatchObject([
    { name: 'images' },
    { name: 'staging', rules: { reviewers: [] } },
  ]);
});

it('has nothing to say about a workflow that deploys nowhere', async () => {
  await push(
    'new.yml',
    'on: workflow_dispatch\njobs: { a: { steps: [] } }',
    'x',
  );
  expect(
    await preflight({ ref: 'x', inputs: {} }, `${STUDIO}/workflows/new.yml`),
  ).toEqual({
    environments: [],
    openQuestions: [],
    runsUnderWay: [],
    concurrency: [],
    failures: [],
  });
});

it.each([
  ['no ref', { ref: undefined }, 400, 'request_invalid'],
  ['a ref with two dots', { ref: 'a..b' }, 400, 'request_invalid'],
  ['a ref of 256 bytes', { ref: 'a'.repeat(256) }, 400, 'request_invalid'],
  ['another type of ref', { refType: 'commit' }, 400, 'request_invalid'],
  ['inputs that are a list', { inputs: [] }, 400, 'request_invalid'],
  ['a number as an input', { inputs: { a: 1 } }, 400, 'request_invalid'],
  [
    'an input named __proto__',
    { inputs: JSON.parse('{"__proto__":"x"}') },
    400,
    'request_invalid',
  ],
  [
    '26 inputs',
    { inputs: Object.fromEntries([...Array(26)].map((_, i) => [`i${i}`, ''])) },
    400,
    'request_invalid',
  ],
  [
    '65,536 characters of inputs',
    { inputs: { a: 'x'.repeat(65_536) } },
    400,
    'request_invalid',
  ],
  ['an unknown key', { repo: 'MobWorx/other' }, 400, 'request_invalid'],
  ['a ref that is not there', { ref: 'nope' }, 404, 'ref_not_found'],
])('refuses %s', async (_, request, status, code) => {
  const answer = await ask(request);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(answer.body.error.remedy).toMatch(/\.$/);
});

it('refuses a file that is not on the ref, or is no file of a workflow', async () => {
  const codes = await Promise.all(
    ['nope.yml', '..%2Fdeploy.yml', 'README.md'].map(async file => {
      const { body } = await ask({}, `${APPSYNC}/workflows/${file}`);
      return body.error.code;
    }),
  );
  expect(codes).toEqual([
    'ref_not_found',
    'request_invalid',
    'request_invalid',
  ]);
});

import { unzipSync } from 'fflate';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import { startTryRun } from '../__testUtils__/tryRun';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';
const day = 86_400_000;

const uploads = `on: workflow_dispatch
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: npm run build
      - uses: actions/upload-artifact@v4
        with:
          name: bundle
          path: |
            dist/app.js
            reports/
      - uses: actions/upload-artifact@v4
        with: { path: app.log, retention-days: 2 }
  test:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: exit 1
      - uses: actions/upload-artifact@v4
        with: { name: never, path: x }
`;

describe('artifacts', () => {
  it('are what upload-artifact leaves behind, as a real zip by a signed address', async () => {
    const { github, call, path } = await startTryRun(start, uploads);
    github.clock.drain();
    const { body } = await call(`GET ${path}/artifacts`);
    expect(
      body.artifacts.map(({ name, expired }: any) => [name, expired]),
    ).toEqual([
      ['bundle', false],
      ['artifact', false],
    ]);
    const [bundle] = body.artifacts;
    const { status, headers } = await call(
      `GET ${repo}/actions/artifacts/${bundle.id}/zip`,
    );
    expect(status).toBe(302);
    const download = await fetch(headers.get('location')!);
    expect(download.headers.get('content-type')).toBe('application/zip');
    const zip = new Uint8Array(await download.arrayBuffer());
    expect(zip.length).toBe(bundle.size_in_bytes);
    expect(Object.keys(unzipSync(zip))).toEqual([
      'dist/app.js',
      'reports/contents.txt',
    ]);
    const found = await call(`GET ${path}/artifacts?name=artifact`);
    expect(found.body.total_count).toBe(1);
    expect((await call(`GET ${repo}/actions/artifacts/1`)).status).toBe(404);
  });

  it('stay when what failed is run again', async () => {
    const { github, call, path, post } = await startTryRun(start, uploads);
    github.clock.drain();
    const before = await call(`GET ${path}/artifacts`);
    await post('rerun-failed-jobs');
    github.clock.drain();
    expect((await call(`GET ${path}/artifacts`)).body).toEqual(before.body);
  });

  it('are gone after their days: 410', async () => {
    const { github, call, path } = await startTryRun(start, uploads);
    github.clock.drain();
    github.clock.advance(3 * day);
    const { body } = await call(`GET ${path}/artifacts?name=artifact`);
    expect(body.artifacts[0].expired).toBe(true);
    const answer = await call(
      `GET ${repo}/actions/artifacts/${body.artifacts[0].id}/zip`,
    );
    expect(answer.status).toBe(410);
  });
});

describe('annotations', () => {
  const says = `on: workflow_dispatch
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "::error file=src/a.ts,line=3,endLine=4,col=2,endColumn=9,title=A%3A b::Broken%0Ain two lines"
          echo "::warning file=src/b.ts::Old"
          echo "::notice::Hello"
          exit 1
`;

  it('come from workflow commands and from the runner; the log shows marks', async () => {
    const { github, call, path } = await startTryRun(start, says);
    github.clock.drain();
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    const { body } = await call(`GET ${repo}/check-runs/${job.id}/annotations`);
    expect(body).toMatchObject([
      {
        path: 'src/a.ts',
        start_line: 3,
        end_line: 4,
        start_column: 2,
        end_column: 9,
        annotation_level: 'failure',
        title: 'A: b',
        message: 'Broken\nin two lines',
      },
      {
        path: 'src/b.ts',
        start_line: 1,
        annotation_level: 'warning',
        message: 'Old',
      },
      { path: '.github', annotation_level: 'notice', message: 'Hello' },
      {
        path: '.github',
        annotation_level: 'failure',
        message: 'Process completed with exit code 1.',
      },
    ]);
    const logs = await call(`GET ${repo}/actions/jobs/${job.id}/logs`);
    const log = await (await fetch(logs.headers.get('location')!)).text();
    expect(log).toContain('##[warning]Old');
    expect(log).not.toContain('::warning file=src/b.ts::Old\n ');

    const run = (await call(`GET ${path}`)).body;
    const suite = `${repo}/check-suites/${run.check_suite_id}/check-runs`;
    const counts = async (query = '') =>
      (await call(`GET ${suite}${query}`)).body.check_runs.map(
        ({ id, output }: any) => [id === job.id, output.annotations_count],
      );
    expect(await counts()).toEqual([[true, 4]]);
    await call(`POST ${path}/rerun`);
    expect(await counts()).toEqual([[false, 0]]);
    expect(await counts('?filter=all')).toEqual([
      [true, 4],
      [false, 0],
    ]);
    expect((await call(`GET ${repo}/check-suites/1/check-runs`)).status).toBe(
      404,
    );
  });

  it('are ten of a level for each step at most', async () => {
    const many = `on: workflow_dispatch
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: |
${'          echo "::error::Again"\n'.repeat(12)}`;
    const { github, call, path } = await startTryRun(start, many);
    github.clock.drain();
    const [job] = (await call(`GET ${path}/jobs`)).body.jobs;
    const { body } = await call(`GET ${repo}/check-runs/${job.id}/annotations`);
    expect(body).toHaveLength(10);
  });
});

describe('called workflows', () => {
  const deploy = `on:
  workflow_call:
    inputs:
      stage: { type: string, default: staging }
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - run: echo "Plan of \${{ inputs.stage }}"
  apply:
    needs: plan
    runs-on: ubuntu-latest
    steps:
      - run: echo done
`;
  const calling = `on: workflow_dispatch
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: npm run lint
  ship:
    needs: lint
    strategy:
      matrix:
        stage: [staging, production]
    uses: ./.github/workflows/called.yml
    with:
      stage: \${{ matrix.stage }}
  report:
    needs: ship
    runs-on: ubuntu-latest
    steps:
      - run: echo done
  remote:
    uses: MobWorx/pipelines/.github/workflows/x.yml@v1
  missing:
    if: \${{ false }}
    uses: ./.github/workflows/missing.yml
`;

  it('bring their jobs with them, in the order of needs on both sides', async () => {
    const github = await start();
    await github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      message: 'Call',
      files: { '.github/workflows/called.yml': deploy },
    });
    const {
      github: second,
      call,
      path,
      states,
    } = await startTryRun(async () => github, calling);
    expect(await states()).toEqual([
      'lint: queued',
      'remote: queued',
      'missing: skipped',
    ]);
    second.clock.drain();
    expect((await states()).sort()).toEqual([
      'lint: success',
      'missing: skipped',
      'remote: success',
      'report: success',
      'ship (production) / apply: success',
      'ship (production) / plan: success',
      'ship (staging) / apply: success',
      'ship (staging) / plan: success',
    ]);
    const { body } = await call(`GET ${path}`);
    expect(body.referenced_workflows).toEqual([
      {
        path: 'MobWorx/appsync-service/.github/workflows/called.yml@master',
        sha: body.head_sha,
        ref: 'refs/heads/master',
      },
    ]);
    const { jobs } = (await call(`GET ${path}/jobs`)).body;
    const plan = jobs.find(
      ({ name }: any) => name === 'ship (production) / plan',
    );
    const logs = await call(`GET ${repo}/actions/jobs/${plan.id}/logs`);
    expect(await (await fetch(logs.headers.get('location')!)).text()).toContain(
      'Plan of production',
    );
  });
});

it('seeds a run with a matrix, a called workflow, artifacts and annotations', async () => {
  const github = await start();
  const call = caller(github, 'lee-moran');
  const base = '/repos/MobWorx/studio-webapp';
  const { body } = await call(`GET ${base}/actions/workflows/checks.yml/runs`);
  const [recent, old] = body.workflow_runs;
  const jobs = (await call(`GET ${base}/actions/runs/${recent.id}/jobs`)).body
    .jobs;
  expect(
    jobs.map(({ name, conclusion }: any) => `${name}: ${conclusion}`),
  ).toEqual(
    expect.arrayContaining([
      'build / Bundle: success',
      'test (chrome, ubuntu): success',
      'test (safari, macos): failure',
    ]),
  );
  const artifacts = async (id: number) =>
    (await call(`GET ${base}/actions/runs/${id}/artifacts`)).body.artifacts;
  expect(await artifacts(recent.id)).toHaveLength(7);
  expect(
    (await artifacts(old.id)).filter(({ expired }: any) => expired),
  ).toHaveLength(6);
});

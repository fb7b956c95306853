import {
  Artifact,
  artifactsResponseSchema,
  CheckAnnotation,
  checkAnnotationsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const WEBAPP = '/entities/component/default/studio-webapp';
const APPSYNC = '/entities/component/default/appsync-service';
const REPOSITORY = 'MobWorx/studio-webapp';
const ZIP = /\/artifacts\/\d+\/zip$/;

let portal: StartedPlugin;
let recent: number;
let old: number;

async function start(maxArtifactBytes = 4_096) {
  portal = await startPlugin({
    config: { maxArtifactBytes },
  });
  const checks = portal.github.state
    .runs(REPOSITORY)
    .filter(({ workflow }) => workflow.name === 'Checks');
  [old, recent] = checks.map(({ id }) => id);
}

async function artifacts(runId = recent): Promise<Artifact[]> {
  const { body } = await portal
    .get(`${WEBAPP}/runs/${runId}/artifacts`)
    .expect(200);
  return artifactsResponseSchema.parse(body).items;
}

async function annotations(query = ''): Promise<CheckAnnotation[]> {
  const { body } = await portal
    .get(`${WEBAPP}/runs/${recent}/annotations${query}`)
    .expect(200);
  return checkAnnotationsResponseSchema.parse(body).items;
}

const zipOf = ({ id }: Pick<Artifact, 'id'>, runId = recent) =>
  `${WEBAPP}/runs/${runId}/artifacts/${id}/zip`;

/** Requests to GitHub whose path matches, by its method and path. */
const asked = (path: RegExp) =>
  portal.github.record.requests().filter(request => path.test(request.path));

const refusal = ({ status, body }: { status: number; body: any }) => [
  status,
  body.error.code,
];

describe('what a run leaves behind', () => {
  beforeAll(() => start());
  afterAll(async () => portal.stop());

  it('are artifacts, asked for once by any number of viewers', async () => {
    const found = await artifacts();
    expect(found).toHaveLength(7);
    expect(found[0]).toMatchObject({
      name: 'bundle-production',
      expired: false,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      sizeBytes: expect.any(Number),
      expiresAt: expect.stringMatching(/Z$/),
    });
    await artifacts();
    expect(asked(new RegExp(`/runs/${recent}/artifacts`))).toHaveLength(1);
  });

  it('are downloaded as a file, from the signed address without a credential', async () => {
    const [bundle] = await artifacts();
    const { headers, body } = await portal
      .get(zipOf(bundle))
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="bundle-production.zip"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(bundle.sizeBytes),
    });
    expect(body.subarray(0, 2).toString()).toBe('PK');
    expect(body.length).toBe(bundle.sizeBytes);
    expect(portal.auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'download-artifact',
        meta: expect.objectContaining({ artifactId: bundle.id }),
      }),
    );
  });

  it('may be gone after their days, said without asking GitHub', async () => {
    const gone = (await artifacts(old)).find(({ expired }) => expired)!;
    const before = asked(ZIP).length;
    const answer = await portal.get(zipOf(gone, old));
    expect(refusal(answer)).toEqual([404, 'artifact_expired']);
    expect(answer.body.error.message).toContain(gone.name);
    expect(asked(ZIP)).toHaveLength(before);
    expect(portal.auditor.fail).toHaveBeenCalled();
  });

  it.each([
    [{ kind: 'status', status: 410 }, 404, 'artifact_expired'],
    [{ kind: 'status', status: 404 }, 404, 'artifact_not_found'],
    [{ kind: 'status', status: 500 }, 503, 'github_unavailable'],
    [{ kind: 'status', status: 200 }, 503, 'github_unexpected_answer'],
  ] as const)(
    'GitHub answers a download with %j',
    async (fault, status, code) => {
      const [bundle] = await artifacts();
      portal.github.faults.add({ path: ZIP, fault, times: 1 });
      expect(refusal(await portal.get(zipOf(bundle)))).toEqual([status, code]);
    },
  );

  it('are annotations, failures first, with the line that they are about', async () => {
    const found = await annotations();
    const { headSha } = portal.github.state.runs(REPOSITORY).at(-1)!;
    expect(found.map(({ level, line }) => [level, line])).toEqual([
      ['failure', 12],
      ['failure', undefined],
      ['warning', 1],
      ['notice', undefined],
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        {
          jobId: expect.any(Number),
          jobName: 'test (safari, macos)',
          level: 'failure',
          file: 'test/scenes.test.ts',
          line: 12,
          title: 'Order of scenes',
          message: 'Expected 3 scenes, received 2',
          htmlUrl: `${portal.github.url}/${REPOSITORY}/blob/${headSha}/test/scenes.test.ts#L12`,
        },
        {
          jobId: expect.any(Number),
          jobName: 'test (safari, macos)',
          level: 'failure',
          message: 'Process completed with exit code 1.',
          htmlUrl: expect.stringMatching(/\/job\/\d+$/),
        },
      ]),
    );
  });

  it('cost a call for each job that has something to say, once', async () => {
    await annotations();
    await annotations('?attempt=1');
    expect(asked(/\/check-suites\/\d+\/check-runs/)).toHaveLength(1);
    expect(asked(/\/check-runs\/\d+\/annotations/)).toHaveLength(3);
  });

  it.each([
    ['runs/1/artifacts', 404, 'run_not_found'],
    ['runs/x/artifacts', 400, 'request_invalid'],
    ['runs/1/artifacts?page=2', 400, 'request_invalid'],
    ['runs/1/artifacts/x/zip', 400, 'request_invalid'],
    ['runs/1/artifacts/0/zip', 400, 'request_invalid'],
    ['runs/1/artifacts/..%2f1/zip', 400, 'request_invalid'],
    [`runs/1/artifacts/${'9'.repeat(17)}/zip`, 400, 'request_invalid'],
    ['runs/1/artifacts/1/zip?name=x', 400, 'request_invalid'],
    ['runs/1/artifacts/1/zip', 404, 'run_not_found'],
    ['runs/1/annotations', 404, 'run_not_found'],
    ['runs/1/annotations?attempt=x', 400, 'request_invalid'],
    ['runs/1/annotations?level=failure', 400, 'request_invalid'],
  ])('refuses %s', async (path, status, code) => {
    const answer = await portal.get(`${WEBAPP}/${path}`);
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.body.error.remedy).toMatch(/\.$/);
  });

  it('are given by way of their own run and repository only', async () => {
    const [bundle] = await artifacts();
    expect(refusal(await portal.get(zipOf({ id: 1 })))).toEqual([
      404,
      'artifact_not_found',
    ]);
    expect(refusal(await portal.get(zipOf(bundle, old)))).toEqual([
      404,
      'artifact_not_found',
    ]);
    const answer = await portal.get(
      `${APPSYNC}/runs/${recent}/artifacts/${bundle.id}/zip`,
    );
    expect(refusal(answer)).toEqual([404, 'run_not_found']);
  });

  it('are refused to whom logs are refused', async () => {
    const [bundle] = await artifacts();
    portal.deny('githubWorkflows.logs.read');
    const answer = await portal.get(zipOf(bundle));
    portal.deny();
    expect(refusal(answer)).toEqual([403, 'not_permitted']);
  });

  it('says that the portal may not read annotations', async () => {
    portal.github.faults.add({
      path: /check-suites/,
      fault: { kind: 'status', status: 403 },
      times: 1,
    });
    const answer = await portal.get(`${WEBAPP}/runs/${old}/annotations`);
    expect(refusal(answer)).toEqual([503, 'github_forbidden']);
  });
});

it('are not handed out where they are larger than allowed', async () => {
  await start(1_024);
  // Large enough by its list of files alone.
  await portal.github.state.push({
    owner: 'MobWorx',
    repo: 'studio-webapp',
    branch: 'main',
    message: 'Keep more',
    files: {
      '.github/workflows/large.yml': `on: push
jobs:
  keep:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/upload-artifact@v4
        with:
          name: large
          path: |
${Array.from({ length: 40 }, (_, index) => `            file-${index}.txt`).join('\n')}
`,
    },
  });
  portal.github.clock.drain();
  const run = portal.github.state
    .runs(REPOSITORY)
    .find(({ workflow }) => workflow.path.endsWith('large.yml'))!;
  const [large] = await artifacts(run.id);
  expect(refusal(await portal.get(zipOf(large, run.id)))).toEqual([
    409,
    'artifact_too_large',
  ]);
  expect(asked(ZIP)).toHaveLength(0);
  await portal.stop();
});

import { answeringGateway } from '../__testUtils__/answeringGateway';
import { AnnotationReader } from './AnnotationReader';
import { ArtifactReader } from './ArtifactReader';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };

function makePage(count: number, total: number) {
  const artifact = { name: 'report', size_in_bytes: 5, expired: false };
  const artifacts = Array.from({ length: count }, (_, id) => ({
    id,
    ...artifact,
  }));
  return { total_count: total, artifacts };
}

it.each([
  [[makePage(1, 1)], 1, false, 1],
  [[makePage(100, 150), makePage(0, 150)], 100, false, 2],
  [Array.from({ length: 6 }, () => makePage(100, 999)), 500, true, 5],
])('lists artifacts page by page: %#', async (pages, length, more, calls) => {
  const gateway = answeringGateway(...pages);
  const { value } = await new ArtifactReader(gateway).list(repository, 1);
  expect([value.items.length, value.more]).toEqual([length, more]);
  expect(gateway.read).toHaveBeenCalledTimes(calls);
  expect(value.items[0]).toEqual({
    id: 0,
    name: 'report',
    sizeBytes: 5,
    expired: false,
  });
});

function annotationsOf(
  run: { status: string; checkSuiteId?: number; jobs: object[] },
  ...answers: unknown[]
) {
  const gateway = answeringGateway(...answers);
  const { status, jobs, checkSuiteId } = run;
  const value = { run: { status, attempt: 1 }, jobs, checkSuiteId };
  const attempts = { run: async () => ({ value }) };
  const reader = new AnnotationReader(gateway, attempts as never);
  return { list: () => reader.list(repository, 1), gateway };
}

const makeJob = (id: number, conclusion: string) => ({
  id,
  name: `job ${id}`,
  conclusion,
  htmlUrl: `https://github.com/job/${id}`,
});
const makeAnnotation = (annotation: object) => ({
  path: 'src/a.ts',
  start_line: 7,
  annotation_level: 'failure',
  message: 'It broke',
  ...annotation,
});

it('asks the jobs that failed where GitHub counts nothing, at most twenty', async () => {
  const jobs = Array.from({ length: 22 }, (_, id) =>
    makeJob(id, id === 0 ? 'success' : 'failure'),
  );
  const annotation = makeAnnotation({ path: '.github', title: '' });
  const { list, gateway } = annotationsOf(
    { status: 'in_progress', jobs },
    ...jobs.map(() => [annotation]),
  );
  const { value } = await list();
  expect(value.more).toBe(true);
  expect(value.items).toHaveLength(20);
  expect(value.items[0]).toMatchObject({
    jobId: 1,
    title: undefined,
    htmlUrl: 'https://github.com/job/1',
  });
  expect(gateway.read.mock.calls[0][1].route).toMatch(/annotations$/);
});

it('counts over several pages, stops at an empty one, and sorts what it finds by its use', async () => {
  const counts = (ids: number[]) => ({
    total_count: 9,
    check_runs: ids.map(id => ({ id, output: { annotations_count: id } })),
  });
  const { list, gateway } = annotationsOf(
    {
      status: 'completed',
      checkSuiteId: 5,
      jobs: [
        makeJob(0, 'failure'),
        makeJob(1, 'success'),
        makeJob(2, 'skipped'),
      ],
    },
    counts([0, 1]),
    counts([2]),
    counts([]),
    [
      makeAnnotation({ annotation_level: 'unheard of', path: '' }),
      makeAnnotation({ path: '.github' }),
      makeAnnotation({ blob_href: 'https://github.com/blob' }),
    ],
    [makeAnnotation({ annotation_level: 'warning', message: null })],
  );
  const { value } = await list();
  expect(gateway.read).toHaveBeenCalledTimes(5);
  expect(
    value.items.map(({ jobId, level, file, line }) => [
      jobId,
      level,
      file,
      line,
    ]),
  ).toEqual([
    [2, 'failure', 'src/a.ts', 7],
    [2, 'failure', undefined, undefined],
    [1, 'warning', 'src/a.ts', 7],
    [2, 'notice', undefined, undefined],
  ]);
  expect(value.items[0].htmlUrl).toBe('https://github.com/blob#L7');
  expect(value.items[2]).toMatchObject({
    message: '',
    htmlUrl: 'https://github.com/job/1',
  });
});

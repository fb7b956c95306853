import { WorkflowService } from './WorkflowService';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };
const FOLDER = '.github/workflows/';

function fresh<T>(value: T, fetchedAt: string, staleReason?: string) {
  return { value, fetchedAt, stale: staleReason !== undefined, staleReason };
}

function makeService(files: Array<{ name: string; text?: string }>) {
  const atRef = {
    ref: { name: 'main', type: 'branch' },
    files: files.map(file => ({ ...file, blobSha: `of ${file.name}` })),
  };
  const registered = [
    { id: 1, name: 'Build', path: `${FOLDER}gone.yml`, state: 'active' },
    { id: 2, name: 'Build', path: `${FOLDER}build.yml`, state: 'active' },
    { id: 3, name: 'Old', path: `${FOLDER}old.yml`, state: 'deleted' },
    { id: 4, name: 'Pages', path: 'dynamic/pages', state: 'active' },
  ];
  const repositories = {
    filesAt: async () => fresh(atRef, '2026-11-22T10:02:00Z'),
    workflows: async () =>
      fresh(registered, '2026-11-22T10:01:00Z', 'GitHub is down.'),
    environments: async () =>
      fresh([{ name: 'staging' }], '2026-11-22T10:00:00Z'),
  };
  const latest = { byWorkflow: new Map(), areAll: true };
  const runs = {
    latestRuns: async () => fresh(latest, '2026-11-22T10:03:00Z'),
  };
  return new WorkflowService(repositories as never, runs as never);
}

const form = (text: string | undefined, name = 'new.yml') =>
  makeService([{ name, text }]).form(repository, name, 'branch', 'main');

it('lists by name and then by path, each in the state of its file, as old as its oldest part', async () => {
  const service = makeService([
    { name: 'new.yml', text: 'on: workflow_dispatch\njobs: {}' },
    { name: 'build.yml' },
  ]);
  const list = await service.list(repository, 'branch', 'main');
  expect(
    list.items.map(({ name, file, state }) => [name, file, state]),
  ).toEqual([
    ['Build', 'build.yml', 'invalid'],
    ['Build', 'gone.yml', 'absent_on_ref'],
    ['new.yml', 'new.yml', 'not_registered'],
    ['Pages', 'dynamic/pages', 'dynamic'],
  ]);
  expect(list).toMatchObject({
    fetchedAt: '2026-11-22T10:01:00Z',
    stale: true,
    staleReason: 'GitHub is down.',
    hasOlderRuns: false,
  });
});

it('says of a file without text why there is no form, under the name that GitHub knows', async () => {
  expect(await form(undefined, 'build.yml')).toMatchObject({
    name: 'Build',
    state: 'invalid',
    inputs: [],
    problems: [{ message: expect.stringMatching(/too large or not text/) }],
  });
});

it('names a form after its file where nobody knows a name, and asks for environments where it needs them', async () => {
  const text = (type: string) => `on:
  workflow_dispatch:
    inputs:
      target: { type: ${type} }
      note: { type: string }
jobs: {}
`;
  const plain = await form(text('string'));
  expect(plain).toMatchObject({
    name: 'new.yml',
    state: 'not_registered',
    fetchedAt: '2026-11-22T10:01:00Z',
  });
  const asking = await form(text('environment'));
  expect(asking.fetchedAt).toBe('2026-11-22T10:00:00Z');
  const [target, note] = asking.inputs;
  expect(target).toMatchObject({ type: 'environment', options: ['staging'] });
  expect(note).toEqual(plain.inputs[1]);
});

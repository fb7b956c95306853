import { parseWorkflowFile } from './parseWorkflowFile';

const reachOf = (text: string) => parseWorkflowFile(text).reach;

it('reads environments and concurrency in every form, through aliases', () => {
  expect(
    reachOf(`on: workflow_dispatch
concurrency: &group
  group: ship
  cancel-in-progress: \${{ inputs.now }}
jobs:
  text: { environment: &stage staging, concurrency: one }
  map: { environment: { name: production, url: 'https://x' }, if: 'true' }
  alias: { environment: *stage, concurrency: *group }
  calls:
    needs: [text, map]
    uses: ./.github/workflows/other.yml
    with: { Stage: &at staging, count: 2, again: *at, list: [a] }
  queue: { concurrency: { group: q, queue: max, cancel-in-progress: false } }
`),
  ).toEqual({
    concurrency: {
      group: 'ship',
      cancelInProgress: '${{ inputs.now }}',
      queue: false,
    },
    callInputs: undefined,
    jobs: [
      {
        key: 'text',
        environment: 'staging',
        concurrency: { group: 'one', cancelInProgress: 'false', queue: false },
        condition: undefined,
        needs: [],
        calls: undefined,
        gives: {},
      },
      expect.objectContaining({
        key: 'map',
        environment: 'production',
        condition: 'true',
      }),
      expect.objectContaining({
        key: 'alias',
        environment: 'staging',
        concurrency: expect.objectContaining({ group: 'ship' }),
      }),
      expect.objectContaining({
        key: 'calls',
        needs: ['text', 'map'],
        calls: './.github/workflows/other.yml',
        gives: { stage: 'staging', count: '2', again: 'staging' },
      }),
      expect.objectContaining({
        key: 'queue',
        concurrency: { group: 'q', cancelInProgress: 'false', queue: true },
      }),
    ],
  });
});

it.each([
  ['no jobs', 'on: push\njobs:'],
  ['jobs that are a list', 'on: push\njobs: [a]'],
  ['a job that is a text', 'on: push\njobs: { a: b }'],
  ['a job whose name is a list', 'on: push\njobs: { ? [a] : { if: x } }'],
])('passes over %s', (_, text) => {
  expect(reachOf(text)).toEqual({ concurrency: undefined, jobs: [] });
});

it('passes over an environment that is none', () => {
  const jobs = reachOf(
    'on: push\njobs: { a: { environment: [x] }, b: { environment: }, c: { environment: "" } }',
  )?.jobs;
  expect(jobs?.map(({ environment }) => environment)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('gives up on a file that is all aliases, and takes no more jobs than GitHub', () => {
  const jobs = [...Array(400).keys()].map(at => `  j${at}: *job`).join('\n');
  const text = `on: push\nx: &job { environment: a }\njobs:\n${jobs}`;
  expect(reachOf(text)?.jobs).toHaveLength(256);
  const twice = [...Array(200).keys()]
    .map(at => `  j${at}: { environment: *a, concurrency: *a }`)
    .join('\n');
  const found = reachOf(`on: push\nx: &a name\njobs:\n${twice}`)!.jobs;
  expect(found.filter(({ environment }) => environment)).toHaveLength(150);
});

it.each([
  ['push', undefined],
  ['workflow_call', []],
  ['[push, workflow_call]', []],
  ['{ push: {} }', undefined],
  ['{ workflow_call: }', []],
  [
    '{ workflow_call: { inputs: { A: { type: boolean, default: true }, b: { type: number }, c: } } }',
    [
      { name: 'a', type: 'boolean', default: 'true' },
      { name: 'b', type: 'number', default: undefined },
      { name: 'c', type: 'string', default: undefined },
    ],
  ],
])('tells of on: %s whether others may call it', (on, callInputs) => {
  expect(reachOf(`on: ${on}\njobs: {}`)?.callInputs).toEqual(callInputs);
});

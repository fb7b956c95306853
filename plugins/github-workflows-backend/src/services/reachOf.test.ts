import { WorkflowInput } from '@internal/plugin-github-workflows-common';
import { parseWorkflowFile } from '../workflowFile/parseWorkflowFile';
import { preflightContext } from './preflightContext';
import { reachOf } from './reachOf';

function reach(
  text: string,
  inputs: Record<string, string> = {},
  beside: Record<string, string> = {},
) {
  const parsed = parseWorkflowFile(`on:
  workflow_dispatch:
    inputs:
      stage: { type: string }
      count: { type: number }
${text}`);
  const context = preflightContext({
    repository: { host: 'github.com', owner: 'MobWorx', repo: 'webapp' },
    ref: {
      name: 'v1',
      type: 'tag',
      sha: 'a'.repeat(40),
      isDefault: false,
      isProtected: false,
    },
    workflowName: 'Deploy',
    definitions: parsed.inputs as WorkflowInput[],
    inputs,
  });
  const files = new Map(
    Object.entries(beside).map(([name, content]) => [
      name,
      parseWorkflowFile(content).reach,
    ]),
  );
  return reachOf(parsed.reach!, context, name => files.get(name));
}

it('puts together what names one environment, and leaves open what a run alone can tell', () => {
  const text = `jobs:
  one: { environment: Production, if: always() }
  two: { environment: '\${{ inputs.stage }}' }
  three: { environment: '\${{ needs.one.outputs.stage }}' }
`;
  expect(reach(text, { stage: 'production' })).toMatchObject({
    environments: [
      { name: 'Production', jobs: ['one', 'two'], conditional: false },
    ],
    openQuestions: [{ about: 'environment', job: 'three' }],
  });
  expect(reach(text).environments).toEqual([
    { name: 'Production', jobs: ['one'], conditional: true },
  ]);
});

it.each([
  ['true', 'yes'],
  ['false', 'no'],
  ['${{ steps.x.outputs.y }}', 'unknown'],
])('tells of cancel-in-progress %s: %s', (text, cancelInProgress) => {
  const { groups } = reach(`jobs:
  one: { concurrency: { group: Ship, cancel-in-progress: '${text}' } }
  two: { concurrency: ship }
`);
  expect(groups).toMatchObject([
    { group: 'Ship', job: 'one', cancelInProgress },
  ]);
});

it('fills in a ref that is a tag, a number that is given, and nothing for one that is not', () => {
  const text = `jobs:
  one: { concurrency: '\${{ github.ref }} \${{ inputs.count }}' }
  two: { concurrency: '\${{ inputs.stage }}' }
  three: { concurrency: 'of \${{ github.run_id }}' }
`;
  const groupsOf = (inputs: Record<string, string>) =>
    reach(text, inputs).groups.map(({ group }) => group);
  expect(groupsOf({ count: '07' })).toEqual(['refs/tags/v1 7']);
  expect(groupsOf({})).toEqual(['refs/tags/v1 ']);
});

const SHIP = `on:
  workflow_call:
    inputs:
      stage: { type: string, required: true }
      dry: { type: boolean, default: false }
concurrency: 'ship \${{ inputs.stage }}'
jobs:
  ship:
    environment: \${{ inputs.stage }}
    concurrency: 'one by one \${{ inputs.stage }}'
  announce: { environment: news, if: '!inputs.dry' }
  rehearse: { environment: rehearsal, if: inputs.dry }
`;

it('follows the workflows of the ref that a job calls, with what it gives them', () => {
  const text = `jobs:
  pushed:
    if: github.event_name == 'push'
    uses: ./.github/workflows/ship.yml
    with: { stage: staging }
  after: { needs: pushed, environment: never }
  anyway: { needs: [pushed], if: always(), environment: late }
  chosen:
    if: \${{ github.event_name == 'workflow_dispatch' }}
    uses: ./.github/workflows/ship.yml
    with: { stage: '\${{ inputs.stage }}', DRY: false }
`;
  expect(
    reach(text, { stage: 'production' }, { 'ship.yml': SHIP }),
  ).toMatchObject({
    environments: [
      { name: 'late', jobs: ['anyway'], conditional: true },
      { name: 'production', jobs: ['chosen / ship'], conditional: false },
      { name: 'news', jobs: ['chosen / announce'], conditional: false },
    ],
    groups: [
      { group: 'ship production', job: 'chosen' },
      { group: 'one by one production', job: 'chosen / ship' },
    ],
    openQuestions: [],
  });
});

it('leaves open what a called workflow is given only when it runs', () => {
  const text = `jobs:
  all:
    if: vars.SHIP
    uses: ./.github/workflows/ship.yml
    with: { stage: '\${{ matrix.stage }}', dry: '\${{ vars.DRY }}' }
`;
  expect(reach(text, { stage: 'x' }, { 'ship.yml': SHIP })).toMatchObject({
    environments: [
      { name: 'news', conditional: true },
      { name: 'rehearsal', conditional: true },
    ],
    groups: [],
    openQuestions: [
      { about: 'concurrency', job: 'all' },
      { about: 'concurrency', job: 'all / ship' },
      { about: 'environment', job: 'all / ship', text: '${{ inputs.stage }}' },
    ],
  });
});

it.each([
  ['called_workflow', 'MobWorx/shared/.github/workflows/ship.yml@v1'],
  ['called_workflow', './.github/workflows/deeper/ship.yml'],
  ['missing_workflow', './.github/workflows/absent.yml'],
  ['missing_workflow', './.github/workflows/own.yml'],
])('names as %s what it doesn’t follow: %s', (about, uses) => {
  const own = 'on: push\njobs: { a: { environment: production } }';
  expect(
    reach(`jobs:\n  one: { uses: '${uses}' }\n`, {}, { 'own.yml': own }),
  ).toEqual({
    environments: [],
    groups: [],
    openQuestions: [{ about, job: 'one', text: uses }],
  });
});

it('follows ten levels, as GitHub does, and comes to an end where files call each other', () => {
  const calls = (name: string) => `uses: ./.github/workflows/${name}.yml`;
  const level = (at: number) =>
    `on: workflow_call\njobs: { n: { ${calls(`l${at + 1}`)} }, e: { environment: e${at} } }`;
  const levels = Object.fromEntries(
    [...Array(20).keys()].map(at => [`l${at}.yml`, level(at)]),
  );
  const deep = reach(`jobs: { top: { ${calls('l2')} } }`, {}, levels);
  expect(deep.environments.map(({ name }) => name).sort()).toEqual(
    [10, 2, 3, 4, 5, 6, 7, 8, 9].map(at => `e${at}`),
  );
  expect(deep.openQuestions).toMatchObject([{ about: 'nested_workflow' }]);

  const many = [...Array(30).keys()].map(at => `j${at}: { ${calls('x')} }`);
  const x = `on: workflow_call\njobs: { ${many.join(', ')} }`;
  const { openQuestions } = reach(
    `jobs: { top: { ${calls('x')} } }`,
    {},
    { 'x.yml': x },
  );
  expect(openQuestions).toHaveLength(20);
  expect(new Set(openQuestions.map(({ about }) => about))).toEqual(
    new Set(['nested_workflow']),
  );
});

import { WorkflowInput } from '@internal/plugin-github-workflows-common';
import { parseWorkflowFile } from '../workflowFile/parseWorkflowFile';
import { preflightContext } from './preflightContext';
import { reachOf } from './reachOf';

function reach(text: string, inputs: Record<string, string> = {}) {
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
  return reachOf(parsed.reach!, context);
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

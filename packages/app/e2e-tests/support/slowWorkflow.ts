import { simulatedGithub } from './simulatedGithub';

/** Each takes the simulated GitHub a quarter of a second. */
const STEPS = 80;

/** A workflow file of appsync-service on a branch of its own. */
export interface SlowWorkflow {
  /** A name that no other test uses. */
  branch: string;
  /** Base name; one that the default branch has too, or GitHub doesn't know the workflow. */
  file: string;
  name: string;
  /** What the form asks for: each a line of YAML. */
  inputs?: string[];
}

/** Pushes a workflow whose runs go on until somebody cancels them, or for about twenty seconds. */
export async function pushSlowWorkflow(workflow: SlowWorkflow) {
  const { branch, file, name, inputs = [] } = workflow;
  const lines = [
    `name: ${name}`,
    'on:',
    '  workflow_dispatch:',
    ...(inputs.length > 0 ? ['    inputs:'] : []),
    ...inputs.map(input => `      ${input}`),
    'jobs:',
    '  slow:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...Array.from(
      { length: STEPS },
      (_value, index) => `      - run: echo "Part ${index + 1}"`,
    ),
  ];
  await simulatedGithub.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch,
    message: 'Take more time',
    actor: 'sam-okoro',
    files: { [`.github/workflows/${file}`]: lines.join('\n') },
  });
}

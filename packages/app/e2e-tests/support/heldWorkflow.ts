import { simulatedGithub } from './simulatedGithub';

/** A workflow file of appsync-service on a branch of its own. */
export interface HeldWorkflow {
  /** A name that no other test uses. */
  branch: string;
  /** Base name; one that the default branch has too, or GitHub doesn't know the workflow. */
  file: string;
  name: string;
  /** What the form asks for: each a line of YAML. */
  inputs?: string[];
}

/**
 * Pushes a workflow whose runs stay in progress until `simulatedGithub.release` lets go of the
 * branch or somebody cancels them, however slow the machine is.
 */
export async function pushHeldWorkflow(workflow: HeldWorkflow) {
  const { branch, file, name, inputs = [] } = workflow;
  const lines = [
    `name: ${name}`,
    'on:',
    '  workflow_dispatch:',
    ...(inputs.length > 0 ? ['    inputs:'] : []),
    ...inputs.map(input => `      ${input}`),
    'jobs:',
    '  held:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - run: echo "Held"',
  ];
  await simulatedGithub.hold(branch);
  await simulatedGithub.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch,
    message: 'Take more time',
    actor: 'sam-okoro',
    files: { [`.github/workflows/${file}`]: lines.join('\n') },
  });
}

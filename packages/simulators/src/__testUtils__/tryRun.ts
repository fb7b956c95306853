import type { ActionsTiming } from '../github/actions/stateMachine';
import type {
  GithubSimulator,
  GithubSimulatorOptions,
} from '../github/simulator';
import type { ManualClock } from '../clock';
import { caller } from './call';

type Start = (
  options: GithubSimulatorOptions,
) => Promise<GithubSimulator<ManualClock>>;

const repo = '/repos/MobWorx/appsync-service';

/** Two jobs by a matrix, one that needs them, one that always runs. */
export const tryWorkflow = `on: workflow_dispatch
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [22, 24]
    steps:
      - run: echo "on \${{ matrix.node }}"
  test:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  report:
    needs: test
    if: always()
    runs-on: ubuntu-latest
    steps:
      - run: echo done
`;

/** A run of a workflow on a branch of its own; each step takes a second, a runner comes after one. */
export async function startTryRun(
  start: Start,
  file = tryWorkflow,
  timing: Partial<ActionsTiming> = {},
) {
  const github = await start({ timing });
  await github.state.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'master',
    message: 'Try something',
    actor: 'sam-okoro',
    files: {
      '.github/workflows/try.yml': file,
      '.github/workflows/ci.yml': null,
    },
  });
  const call = caller(github, 'sam-okoro');
  const { body } = await call(
    `POST ${repo}/actions/workflows/try.yml/dispatches`,
    {
      body: { ref: 'master', return_run_details: true },
    },
  );
  const path = `${repo}/actions/runs/${body.workflow_run_id}`;
  const get = async () => (await call(`GET ${path}`)).body;
  const states = async (query = '') => {
    const { jobs } = (await call(`GET ${path}/jobs${query}`)).body;
    return jobs.map(
      (job: any) => `${job.name}: ${job.conclusion ?? job.status}`,
    );
  };
  const post = (action: string) => call(`POST ${path}/${action}`);
  return { github, call, path, get, states, post };
}

// What the benchmarks put into a repository of the simulated GitHub.

/** The entity of the repository, as the plugin's routes name it. */
export const ENTITY = '/entities/component/default/document';
/** The same in the catalog's own route, and its page. */
export const ENTITY_BY_NAME =
  '/api/catalog/entities/by-name/component/default/document';
export const ENTITY_PAGE = '/catalog/default/component/document';
export const WORKFLOWS = 100;
/** Jobs of the run that is watched, one after another; each begins and ends. */
const JOBS = 40;

const REPOSITORY = 'MobWorx/document';
const [owner, repo] = REPOSITORY.split('/');
const CHAIN = 'bench-chain.yml';
// A job is picked up after a second, and each of its steps takes a second.
const STEP_MS = 500;

const jobName = index => `link-${String(index).padStart(2, '0')}`;

const dispatchable = name => `name: ${name}
on:
  workflow_dispatch:
    inputs:
      stage:
        type: choice
        options: [staging, production]
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
`;

const chain = () => `name: Bench chain
on: workflow_dispatch
jobs:
${Array.from(
  { length: JOBS },
  (_value, index) => `  ${jobName(index)}:
    runs-on: ubuntu-latest${index ? `\n    needs: ${jobName(index - 1)}` : ''}
    steps:
      - run: make
`,
).join('')}`;

/** Fills the repository up to a hundred workflows. @returns its default branch */
export async function addWorkflows(github) {
  const { default_branch: branch } = await github.api(`/repos/${REPOSITORY}`);
  const { total_count: there } = await github.api(
    `/repos/${REPOSITORY}/actions/workflows?per_page=100`,
  );
  const files = { [`.github/workflows/${CHAIN}`]: chain() };
  for (let index = there + 1; index < WORKFLOWS; index += 1) {
    const name = `bench-${String(index).padStart(3, '0')}`;
    files[`.github/workflows/${name}.yml`] = dispatchable(name);
  }
  await github.control('push', {
    owner,
    repo,
    branch,
    message: 'Add a hundred workflows',
    files,
  });
  const { total_count: total } = await github.api(
    `/repos/${REPOSITORY}/actions/workflows?per_page=1`,
  );
  if (total !== WORKFLOWS)
    throw new Error(`The repository has ${total} workflows`);
  return branch;
}

/** Starts the run whose jobs go one after another. @returns its id */
export async function startChain(github, branch) {
  const { workflow_run_id: runId } = await github.api(
    `/repos/${REPOSITORY}/actions/workflows/${CHAIN}/dispatches`,
    { ref: branch, return_run_details: true },
  );
  return runId;
}

async function states(github, runId) {
  const jobs = [];
  for (let page = 1; ; page += 1) {
    const answer = await github.api(
      `/repos/${REPOSITORY}/actions/runs/${runId}/jobs?per_page=100&page=${page}`,
    );
    jobs.push(...answer.jobs);
    if (jobs.length >= answer.total_count) return jobs;
  }
}

/**
 * Moves GitHub's time until a job of the run begins or ends.
 *
 * @returns the job's `name`, its `status` and `conclusion` now, and `at`: the moment before the
 *   change, in milliseconds since 1970
 */
export async function nextChange(github, runId) {
  const key = ({ status, conclusion }) => `${status} ${conclusion}`;
  const before = new Map(
    (await states(github, runId)).map(job => [job.name, key(job)]),
  );
  for (let tries = 0; tries < 20; tries += 1) {
    const at = Date.now();
    await github.control('clock/advance', { ms: STEP_MS });
    const changed = (await states(github, runId)).find(
      job =>
        before.has(job.name) &&
        before.get(job.name) !== key(job) &&
        job.status !== 'queued',
    );
    if (changed) return { ...changed, at };
  }
  throw new Error(`Run ${runId} doesn't change any more`);
}

/** Lets the run end. @returns its jobs */
export async function endChain(github, runId) {
  await github.control('clock/advance', { ms: 600_000 });
  return states(github, runId);
}

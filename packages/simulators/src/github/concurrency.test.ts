import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

const workflow = (options: {
  whole?: string;
  job?: string;
}) => `on: workflow_dispatch
${options.whole ? `concurrency: ${options.whole}` : ''}
jobs:
  ship:
    runs-on: ubuntu-latest
    ${options.job ? `concurrency: ${options.job}` : ''}
    steps: [{ run: echo ship }]
`;

/** Runs of one workflow after another, with the state of each by its place. */
async function withWorkflow(file: string) {
  const github = await start();
  await github.state.push({
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'master',
    message: 'Try something',
    files: {
      '.github/workflows/try.yml': file,
      '.github/workflows/ci.yml': null,
    },
  });
  const call = caller(github, 'sam-okoro');
  const paths: string[] = [];
  const dispatch = async () => {
    const { body } = await call(
      `POST ${repo}/actions/workflows/try.yml/dispatches`,
      { body: { ref: 'master', return_run_details: true } },
    );
    paths.push(`${repo}/actions/runs/${body.workflow_run_id}`);
  };
  const states = () =>
    Promise.all(
      paths.map(async path => {
        const { status, conclusion } = (await call(`GET ${path}`)).body;
        return conclusion ?? status;
      }),
    );
  return { github, call, dispatch, states, paths };
}

describe('a concurrency group', () => {
  it('of a workflow lets one run at a time, and the newest take the place of who waits', async () => {
    const { github, call, dispatch, states, paths } = await withWorkflow(
      workflow({ whole: 'ship-${{ github.ref_name }}' }),
    );
    await dispatch();
    github.clock.advance(1500);
    await dispatch();
    expect(await states()).toEqual(['in_progress', 'pending']);
    await dispatch();
    expect(await states()).toEqual(['in_progress', 'cancelled', 'pending']);
    const group = `${repo}/actions/concurrency_groups/SHIP-master`;
    expect((await call(`GET ${group}`)).body).toMatchObject({
      group_name: 'ship-master',
      total_count: 2,
      group_members: [{ status: 'in_progress' }, { status: 'pending' }],
    });
    expect(
      (await call(`GET ${paths[2]}/concurrency_groups`)).body,
    ).toMatchObject({
      total_count: 1,
      concurrency_groups: [
        {
          group_members: [
            { position: 0 },
            { position: 1, run_name: expect.any(String) },
          ],
        },
      ],
    });
    github.clock.drain();
    expect(await states()).toEqual(['success', 'cancelled', 'success']);
    expect((await call(`GET ${group}`)).status).toBe(404);
    expect(
      (await call(`GET ${paths[2]}/concurrency_groups`)).body
        .concurrency_groups,
    ).toMatchObject([{ group_name: 'ship-master', group_members: [] }]);
    expect(
      (await call(`GET ${repo}/actions/concurrency_groups`)).body.total_count,
    ).toBe(0);
  });

  it('with cancel-in-progress ends what runs', async () => {
    const { github, dispatch, states } = await withWorkflow(
      workflow({ whole: '{ group: ship, cancel-in-progress: true }' }),
    );
    await dispatch();
    github.clock.advance(1500);
    await dispatch();
    expect(await states()).toEqual(['in_progress', 'pending']);
    github.clock.drain();
    expect(await states()).toEqual(['cancelled', 'success']);
  });

  it('with a queue lets all wait', async () => {
    const { github, dispatch, states } = await withWorkflow(
      workflow({ whole: '{ group: ship, queue: max }' }),
    );
    await dispatch();
    await dispatch();
    await dispatch();
    expect(await states()).toEqual(['queued', 'pending', 'pending']);
    github.clock.drain();
    expect(await states()).toEqual(['success', 'success', 'success']);
  });

  it('of a job holds that job alone', async () => {
    const { github, call, dispatch, states, paths } = await withWorkflow(
      workflow({ job: '{ group: ship, cancel-in-progress: true }' }),
    );
    await dispatch();
    github.clock.advance(1500);
    await dispatch();
    expect(
      (await call(`GET ${repo}/actions/concurrency_groups/ship`)).body,
    ).toMatchObject({
      group_members: [
        { job_name: 'ship', status: 'in_progress' },
        { job_name: 'ship', status: 'pending' },
      ],
    });
    github.clock.drain();
    expect(await states()).toEqual(['cancelled', 'success']);
    await call(`POST ${paths[0]}/rerun`);
    await dispatch();
    github.clock.drain();
    expect(await states()).toEqual(['cancelled', 'success', 'success']);
  });

  it('lets a job that waits be cancelled', async () => {
    const { github, call, dispatch, states, paths } = await withWorkflow(
      workflow({ job: 'ship' }),
    );
    await dispatch();
    await dispatch();
    expect(await states()).toEqual(['queued', 'pending']);
    await call(`POST ${paths[1]}/force-cancel`);
    expect(await states()).toEqual(['queued', 'cancelled']);
    github.clock.drain();
    expect(await states()).toEqual(['success', 'cancelled']);
  });
});

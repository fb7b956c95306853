import type { WorkflowState } from '@internal/plugin-github-workflows-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeRef,
  makeRepository,
  makeRun,
  makeRunningRun,
  makeWorkflow,
} from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import {
  renderPlugin,
  RenderPluginOptions,
} from '../../testHelpers/renderPlugin';

function openTab(
  state: Partial<InMemoryState> = {},
  options: Partial<RenderPluginOptions> = {},
) {
  return renderPlugin({
    backend: new InMemoryGithubWorkflows(state),
    ...options,
  });
}

const address = () => screen.getByLabelText('address');
const workflowRow = async (name: string) =>
  (await screen.findByRole('heading', { level: 3, name })).closest('li')!;
const runRow = async (title: string) =>
  (await screen.findByRole('link', { name: title })).closest('li')!;

describe('the list of workflows', () => {
  it.each<[WorkflowState, RegExp]>([
    ['absent_on_ref', /isn’t on this ref/],
    ['no_dispatch_trigger', /no workflow_dispatch trigger/],
    ['not_registered', /doesn’t know it yet: merge the file/],
    ['invalid', /can’t be read as a workflow/],
    ['disabled_manually', /Somebody has disabled it/],
    ['disabled_inactivity', /inactive for 60 days/],
    ['disabled_fork', /is a fork/],
    ['dynamic', /Started by GitHub itself/],
  ])('says what %s means, and offers no run', async (state, sentence) => {
    openTab({ workflows: { main: [makeWorkflow({ state })] } });
    const row = within(await workflowRow('Deploy'));
    expect(row.getByText(sentence)).toBeInTheDocument();
    expect(row.queryByRole('button')).not.toBeInTheDocument();
  });

  it('lets a runnable workflow run', async () => {
    openTab({ workflows: { main: [makeWorkflow()] } });
    const row = within(await workflowRow('Deploy'));
    expect(
      row.getByRole('button', { name: 'Run workflow Deploy' }),
    ).toBeEnabled();
  });

  it('shows problems with their line, and the last run', async () => {
    openTab({
      workflows: {
        main: [
          makeWorkflow({
            problems: [
              { line: 14, message: 'unknown type “chioce”' },
              { message: 'too many inputs' },
            ],
            lastRun: makeRun({ id: 77, number: 8, conclusion: 'timed_out' }),
          }),
          makeWorkflow({ file: 'new.yml', name: 'New' }),
        ],
      },
    });
    const row = within(await workflowRow('Deploy'));
    expect(row.getByText('Timed out')).toBeInTheDocument();
    expect(row.getByText(/by lee-moran/)).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'Run #8' })).toHaveAttribute(
      'href',
      '/studio-service/workflows/runs/77',
    );
    const problems = within(
      row.getByRole('list', { name: 'Problems of the file' }),
    );
    expect(
      problems.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['Line 14: unknown type “chioce”', 'too many inputs']);
    expect(
      within(await workflowRow('New')).getByText('No run yet'),
    ).toBeInTheDocument();
  });

  it('shows a viewer who may not run why not, at the disabled button too', async () => {
    openTab({
      repository: makeRepository({
        viewer: {
          mayRun: false,
          reason: 'Guests may look. Sign in with GitHub to run.',
        },
      }),
      workflows: { main: [makeWorkflow()] },
    });
    const button = await screen.findByRole('button', {
      name: 'Run workflow Deploy',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      /Guests may look. Sign in with GitHub to run./,
    );
    expect(
      screen.getByText('Guests may look. Sign in with GitHub to run.'),
    ).toBeVisible();
  });

  it('says that a repository has no workflows, and no runs', async () => {
    openTab();
    expect(
      await screen.findByText('This repository has no workflows on this ref'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('No workflow of this repository has run yet'),
    ).toBeInTheDocument();
  });

  it('shows since when the data is old', async () => {
    openTab({
      workflows: { main: [makeWorkflow()] },
      freshness: {
        fetchedAt: '2026-01-01T00:00:00Z',
        stale: true,
        staleReason: 'GitHub doesn’t answer.',
      },
    });
    await workflowRow('Deploy');
    expect(screen.getAllByText('GitHub doesn’t answer.')).toHaveLength(2);
  });

  it('shows an error of the list alone, and recovers', async () => {
    const backend = new InMemoryGithubWorkflows({
      workflows: { main: [makeWorkflow()] },
      runs: [makeRun()],
    });
    await backend.fail('listWorkflows', {
      status: 404,
      message: 'The branch main doesn’t exist.',
      code: 'ref_not_found',
      remedy: 'Pick another one.',
    });
    renderPlugin({ backend });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The branch main doesn’t exist.Pick another one.Code: ref_not_found',
    );
    expect(await screen.findByText('Deploy to staging')).toBeInTheDocument();
    backend.mend('listWorkflows');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await workflowRow('Deploy')).toBeInTheDocument();
  });

  it('shows that the repository may not be seen', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('getRepository', {
      status: 403,
      name: 'NotAllowedError',
      message: 'You may not see the workflows of this component.',
      code: 'not_permitted',
    });
    renderPlugin({ backend });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'You may not see the workflows of this component.',
    );
    expect(within(alert).queryByRole('button')).not.toBeInTheDocument();
    expect(backend.calls('listRuns')).toBe(0);
  });
});

describe('the ref picker', () => {
  const refs = [
    makeRef({ isProtected: true }),
    makeRef({ name: 'feature/canary' }),
    makeRef({ name: 'v7', type: 'tag' }),
    ...Array.from({ length: 60 }, (_, at) => makeRef({ name: `topic-${at}` })),
  ];
  const workflows = {
    main: [makeWorkflow()],
    'feature/canary': [makeWorkflow({ name: 'Deploy the canary' })],
    v7: [makeWorkflow({ name: 'Deploy seven' })],
  };

  it('searches branches on the server and keeps the choice in the URL', async () => {
    const user = userEvent.setup();
    const { backend } = openTab({ refs, workflows });
    await workflowRow('Deploy');
    const field = screen.getByRole('combobox', { name: 'Branch' });
    expect(field).toHaveValue('main');
    expect(
      await screen.findByText('There are more: type to narrow.'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /Branch/ }));
    // The whole first page, not a search for the name that stands in the field.
    expect(await screen.findAllByRole('option')).toHaveLength(50);
    expect(
      screen.getByRole('option', { name: /main/ }),
    ).toHaveAccessibleDescription('default branch, protected');
    await user.clear(field);
    await user.type(field, 'canary');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');

    expect(await workflowRow('Deploy the canary')).toBeInTheDocument();
    expect(address()).toHaveTextContent(
      '/studio-service/workflows?ref=feature%2Fcanary',
    );
    // Typed letter by letter, asked when the typing paused.
    expect(backend.calls('searchRefs')).toBeLessThan(5);
  });

  it('picks tags', async () => {
    const user = userEvent.setup();
    openTab({ refs, workflows });
    await user.click(await screen.findByRole('radio', { name: 'Tags' }));
    await user.click(screen.getByRole('button', { name: /Tag/ }));
    await user.click(await screen.findByRole('option', { name: 'v7' }));
    expect(await workflowRow('Deploy seven')).toBeInTheDocument();
    expect(address()).toHaveTextContent(
      '/studio-service/workflows?ref=v7&refType=tag',
    );
  });

  it('opens at the ref of the URL', async () => {
    openTab(
      { refs, workflows },
      { path: '/studio-service/workflows?ref=v7&refType=tag' },
    );
    expect(await workflowRow('Deploy seven')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Tag' })).toHaveValue('v7');
  });

  it('falls back to the default branch for a URL that makes no sense', async () => {
    openTab(
      { refs, workflows },
      { path: '/studio-service/workflows?ref=x&refType=commit&page=-3' },
    );
    expect(await workflowRow('Deploy')).toBeInTheDocument();
  });

  it('says why it can’t search', async () => {
    const backend = new InMemoryGithubWorkflows({ workflows });
    await backend.fail('searchRefs', {
      status: 503,
      message: 'GitHub is slow.',
      code: 'github_timeout',
    });
    renderPlugin({ backend });
    await workflowRow('Deploy');
    expect(
      await screen.findByText('GitHub is slow.', {}, { timeout: 5_000 }),
    ).toBeInTheDocument();
    backend.mend('searchRefs');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });
});

describe('the list of runs', () => {
  const runs = [
    makeRunningRun({ id: 1, title: 'One', ref: 'feature/canary' }),
    makeRun({ id: 2, title: 'Two', attempt: 3 }),
    makeRun({
      id: 3,
      title: 'Three',
      workflowFile: 'ci.yml',
      workflowName: 'CI',
      conclusion: 'action_required',
      actor: undefined,
      ref: undefined,
    }),
  ];
  const workflows = {
    main: [makeWorkflow(), makeWorkflow({ file: 'ci.yml', name: 'CI' })],
  };

  it('shows each run with a link to its page', async () => {
    openTab({ runs, workflows });
    const two = within(await runRow('Two'));
    expect(two.getByText('Success')).toBeInTheDocument();
    expect(two.getByText('Deploy #42 (attempt 3)')).toBeInTheDocument();
    expect(two.getByText('by lee-moran')).toBeInTheDocument();
    expect(two.getByText('2m 5s')).toBeInTheDocument();
    expect(two.getByRole('link')).toHaveAttribute(
      'href',
      '/studio-service/workflows/runs/2',
    );
    expect(
      within(await runRow('One')).getByText('In progress'),
    ).toBeInTheDocument();
    expect(
      within(await runRow('Three')).getByText('Action required'),
    ).toBeInTheDocument();
  });

  it('filters by workflow and by ref, in the URL', async () => {
    const user = userEvent.setup();
    openTab({ runs, workflows });
    await runRow('One');
    await user.click(
      screen.getByRole('checkbox', { name: 'Only on branch main' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('One')).not.toBeInTheDocument(),
    );
    await user.click(screen.getByRole('button', { name: /All workflows/ }));
    await user.click(await screen.findByRole('option', { name: 'CI' }));
    expect(
      await screen.findByText('No run fits these filters'),
    ).toBeInTheDocument();
    expect(address()).toHaveTextContent(
      '/studio-service/workflows?onRef=true&workflow=ci.yml',
    );
    await user.click(
      screen.getByRole('checkbox', { name: 'Only on branch main' }),
    );
    expect(await runRow('Three')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: /CI Workflow|Workflow CI|^CI/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'All workflows' }),
    );
    expect(await runRow('Two')).toBeInTheDocument();
    expect(address()).toHaveTextContent(/^\/studio-service\/workflows$/);
  });

  it('opens with the filters of the URL, of a workflow that isn’t on this ref too', async () => {
    openTab(
      { runs, workflows: {} },
      { path: '/studio-service/workflows?workflow=ci.yml' },
    );
    expect(await runRow('Three')).toBeInTheDocument();
    expect(screen.queryByText('Two')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: /ci\.yml/ })).toBeInTheDocument();
  });

  it('goes from page to page in the URL', async () => {
    const user = userEvent.setup();
    openTab(
      {
        runs: Array.from({ length: 45 }, (_, at) =>
          makeRun({ id: at + 1, title: `Run ${at + 1} of many` }),
        ),
      },
      { path: '/studio-service/workflows?page=2' },
    );
    expect(await runRow('Run 21 of many')).toBeInTheDocument();
    expect(screen.getByText('21 - 40 of 45')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /next/i }));
    expect(await runRow('Run 45 of many')).toBeInTheDocument();
    expect(address()).toHaveTextContent('/studio-service/workflows?page=3');
    expect(screen.getByRole('button', { name: /next/i })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: /previous/i }));
    await user.click(screen.getByRole('button', { name: /previous/i }));
    expect(await runRow('Run 1 of many')).toBeInTheDocument();
    expect(address()).toHaveTextContent(/^\/studio-service\/workflows$/);
  });

  it('follows what the backend signals', async () => {
    const { backend, signals } = openTab({
      runs: [makeRun({ title: 'Old one' })],
    });
    await runRow('Old one');
    backend.state.runs.unshift(makeRun({ id: 9, title: 'Started elsewhere' }));
    act(() => signals.emit({ type: 'run-changed', runId: 9 }));
    expect(await runRow('Started elsewhere')).toBeInTheDocument();
  });
});

it('says that a page below the tab doesn’t exist', async () => {
  openTab({}, { path: '/studio-service/workflows/elsewhere' });
  expect(await screen.findByText('There is no such page')).toBeInTheDocument();
});

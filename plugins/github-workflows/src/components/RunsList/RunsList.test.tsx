import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeRun,
  makeRunningRun,
  makeWorkflow,
} from '../../testHelpers/builders';
import { address, openTab, runRow } from '../../__testUtils__/steps';

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

  it('leads back from a page that is beyond the last one', async () => {
    const user = userEvent.setup();
    openTab(
      { runs: [makeRun({ title: 'The only one' })] },
      { path: '/studio-service/workflows?page=999' },
    );
    expect(
      await screen.findByText('There are no runs this far back'),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Show the newest runs' }),
    );
    expect(await runRow('The only one')).toBeInTheDocument();
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

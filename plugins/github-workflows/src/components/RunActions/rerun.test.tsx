import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeJob, makeRun, makeRunningRun } from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  announcement,
  asTimePasses,
  openRun,
  runActions,
  RUNS,
} from '../../__testUtils__/steps';

const failed: Partial<InMemoryState> = {
  runs: [makeRun({ conclusion: 'failure' })],
  jobs: {
    501: [
      makeJob({ id: 1, name: 'lint' }),
      makeJob({ id: 2, name: 'test', conclusion: 'failure' }),
    ],
  },
};

/** Chooses in the menu, and switches on what the dialog offers. */
async function askToRerun(
  item: string,
  options: {
    state?: Partial<InMemoryState>;
    backend?: InMemoryGithubWorkflows;
    debug?: boolean;
  } = {},
) {
  const user = userEvent.setup();
  const { state = failed, backend = new InMemoryGithubWorkflows(state) } =
    options;
  const opened = renderPlugin({ backend, path: `${RUNS}/501` });
  const actions = within(await runActions());
  await user.click(actions.getByRole('button', { name: 'Re-run' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  const dialog = within(await screen.findByRole('dialog'));
  if (options.debug) {
    await user.click(
      dialog.getByRole('checkbox', { name: 'Enable debug logging' }),
    );
  }
  return { ...opened, user, actions, dialog };
}

const closed = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

describe('re-running', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('all jobs makes another attempt, which is followed until it ends', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { backend, user, actions, dialog } = await askToRerun('All jobs');
    expect(screen.getByRole('dialog')).toHaveTextContent(
      /Re-run all jobs of run #42\?.*Runs every job again\. It is attempt 2, of the same commit 4f1c0ff on main and with the rights of lee-moran\./,
    );
    await user.dblClick(
      dialog.getByRole('button', { name: 'Re-run all jobs' }),
    );
    await closed();
    expect(backend.actions).toEqual([
      {
        method: 'rerunRun',
        runId: 501,
        request: { jobs: 'all', debug: false },
      },
    ]);
    expect(actions.getByRole('status')).toHaveTextContent(
      'GitHub has taken the re-run. Attempt 2 will be shown here in a moment.',
    );
    await waitFor(() =>
      expect(actions.getByRole('button', { name: /Re-run/ })).toHaveFocus(),
    );

    // GitHub still gives the first attempt; the page asks until there is the second.
    const before = backend.calls('getRun');
    await asTimePasses(() =>
      expect(backend.calls('getRun')).toBeGreaterThan(before),
    );
    backend.state.runs = [makeRunningRun({ attempt: 2, status: 'queued' })];
    await asTimePasses(() =>
      expect(announcement()).toHaveTextContent('Run 42: Queued, attempt 2'),
    );
    expect(
      screen.getByRole('button', { name: /^Attempt 2 of 2/ }),
    ).toBeVisible();
    await waitFor(() =>
      expect(actions.getByRole('status')).toBeEmptyDOMElement(),
    );
    expect(
      actions.getByRole('button', { name: 'Cancel run' }),
    ).toBeInTheDocument();
    backend.state.runs = [makeRun({ attempt: 2 })];
    await asTimePasses(() =>
      expect(announcement()).toHaveTextContent('Run 42: Success, attempt 2'),
    );
  });

  it('failed jobs with debug logging', async () => {
    const { backend, user, dialog } = await askToRerun('Failed jobs', {
      debug: true,
    });
    await user.click(
      dialog.getByRole('button', { name: 'Re-run failed jobs' }),
    );
    await closed();
    expect(backend.actions).toEqual([
      {
        method: 'rerunRun',
        runId: 501,
        request: { jobs: 'failed', debug: true },
      },
    ]);
  });

  it.each([
    ['failure', true],
    ['timed_out', true],
    ['cancelled', true],
    ['success', false],
    ['skipped', false],
  ] as const)(
    'failed jobs where a job’s conclusion is %s: %s',
    async (conclusion, isOffered) => {
      const user = userEvent.setup();
      openRun({ ...failed, jobs: { 501: [makeJob({ conclusion })] } });
      const actions = within(await runActions());
      await user.click(actions.getByRole('button', { name: 'Re-run' }));
      await screen.findByRole('menuitem', { name: 'All jobs' });
      expect(
        screen.queryAllByRole('menuitem', { name: 'Failed jobs' }),
      ).toHaveLength(isOffered ? 1 : 0);
    },
  );

  it('one job, by the keyboard', async () => {
    const user = userEvent.setup();
    const { backend } = openRun(failed, `${RUNS}/501?job=1`);
    const panel = within(await screen.findByRole('region', { name: 'lint' }));
    act(() => panel.getByRole('button', { name: 'Re-run job' }).focus());
    await user.keyboard('{Enter}');
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('heading', { name: 'Re-run job lint?' }),
    ).toBeInTheDocument();
    act(() => dialog.getByRole('checkbox').focus());
    await user.keyboard(' {Tab}{Tab}{Enter}');
    await closed();
    expect(backend.actions).toEqual([
      { method: 'rerunJob', runId: 501, jobId: 1, request: { debug: true } },
    ]);
    await waitFor(() =>
      expect(panel.getByRole('button', { name: /Re-run job/ })).toHaveFocus(),
    );
    expect(within(await runActions()).getByRole('status')).toHaveTextContent(
      'GitHub has taken the re-run.',
    );
  });

  it('that doesn’t show after a minute says so and isn’t asked for any more', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { backend, user, actions, dialog } = await askToRerun('All jobs');
    await user.click(dialog.getByRole('button', { name: 'Re-run all jobs' }));
    await closed();
    await asTimePasses(
      () =>
        expect(actions.getByRole('status')).toHaveTextContent(
          'Attempt 2 isn’t there yet.',
        ),
      90_000,
    );
    const before = backend.calls('getRun');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(backend.calls('getRun')).toBe(before);
  });

  it('whose outcome is unknown isn’t sent again, yet its attempt is looked for', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { backend, user, dialog } = await askToRerun('All jobs');
    await backend.fail('rerunRun', {
      status: 503,
      message: 'GitHub’s answer was lost.',
      code: 'run_action_outcome_unknown',
      remedy: 'See whether attempt 2 is there.',
    });
    await user.click(dialog.getByRole('button', { name: 'Re-run all jobs' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'GitHub’s answer was lost.See whether attempt 2 is there.',
    );
    expect(
      dialog.queryByRole('button', { name: 'Re-run all jobs' }),
    ).not.toBeInTheDocument();
    backend.state.runs = [makeRunningRun({ attempt: 2 })];
    await asTimePasses(() =>
      expect(announcement()).toHaveTextContent(
        'Run 42: In progress, attempt 2',
      ),
    );
    expect(backend.actions).toHaveLength(1);
  });

  it('is withdrawn when somebody else was quicker', async () => {
    const { backend, signals, dialog } = await askToRerun('All jobs');
    backend.state.runs = [makeRunningRun({ attempt: 2 })];
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    expect(
      await dialog.findByText(/The run is going on again/),
    ).toBeInTheDocument();
    expect(
      dialog.queryByRole('button', { name: 'Re-run all jobs' }),
    ).not.toBeInTheDocument();
  });

  it('needs the repository’s host; what hinders that is said at the dialog', async () => {
    const backend = new InMemoryGithubWorkflows(failed);
    await backend.fail('getRepository', {
      status: 403,
      message: 'You may not see this repository.',
      code: 'not_permitted',
    });
    const { user, dialog } = await askToRerun('All jobs', { backend });
    await user.click(dialog.getByRole('button', { name: 'Re-run all jobs' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'You may not see this repository.',
    );
    expect(backend.actions).toEqual([]);
  });

  it.each([
    ['Guests may not run anything.', 'Guests may not run anything.'],
    [undefined, 'You may not do this with this run.'],
  ])('says where one may not (%s)', async (reason, shown) => {
    openRun({
      ...failed,
      runViewer: { mayRerun: false, mayCancel: false, reason },
    });
    const actions = within(await runActions());
    const job = within(screen.getByRole('region', { name: 'test' }));
    for (const button of [
      actions.getByRole('button', { name: 'Re-run' }),
      job.getByRole('button', { name: 'Re-run job' }),
    ]) {
      expect(button).toBeDisabled();
      expect(button).toHaveAccessibleDescription(shown);
    }
  });

  it('isn’t offered for a job while its run goes on', async () => {
    openRun({ ...failed, runs: [makeRunningRun()] });
    await runActions();
    expect(
      screen.queryByRole('button', { name: 'Re-run job' }),
    ).not.toBeInTheDocument();
  });
});

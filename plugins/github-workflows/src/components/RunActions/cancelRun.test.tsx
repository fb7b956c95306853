import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRun, makeRunningRun } from '../../testHelpers/builders';
import type { InMemoryState } from '../../testHelpers/InMemoryGithubWorkflows';
import {
  announcement,
  asTimePasses,
  openRun,
  runActions,
} from '../../__testUtils__/steps';

const running: Partial<InMemoryState> = { runs: [makeRunningRun()] };

async function askToCancel(state = running) {
  const user = userEvent.setup();
  const opened = openRun(state);
  const actions = within(await runActions());
  await user.click(actions.getByRole('button', { name: 'Cancel run' }));
  const dialog = within(await screen.findByRole('dialog'));
  const confirm = (name = 'Cancel run') =>
    user.click(dialog.getByRole('button', { name }));
  return { ...opened, user, actions, dialog, confirm };
}

const closed = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

describe('cancelling a run', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('names the run, is done once confirmed, and then follows the run to its end', async () => {
    const { backend, signals, user, actions, dialog, confirm } =
      await askToCancel();
    expect(
      dialog.getByRole('heading', { name: 'Cancel run #42?' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'Deploy to staging (Deploy #42 on main)',
    );
    expect(backend.actions).toEqual([]);
    await confirm();
    await closed();
    expect(backend.actions).toEqual([
      { method: 'cancelRun', runId: 501, request: { force: false } },
    ]);
    expect(actions.getByRole('status')).toHaveTextContent(
      'GitHub has taken the cancellation.',
    );
    const button = actions.getByRole('button', { name: /Cancel run/ });
    await waitFor(() => expect(button).toHaveFocus());
    // Nothing more can be asked for while GitHub is at it.
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    backend.state.runs = [makeRun({ conclusion: 'cancelled' })];
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    expect(
      await actions.findByRole('button', { name: 'Re-run' }),
    ).toBeInTheDocument();
    expect(actions.getByRole('status')).toBeEmptyDOMElement();
    expect(announcement()).toHaveTextContent('Run 42: Cancelled');
    // The button that had the focus is gone.
    await waitFor(async () => expect(await runActions()).toHaveFocus());
  });

  it('isn’t done when one thinks better of it', async () => {
    const { backend, user, actions, confirm } = await askToCancel();
    await confirm('Keep it running');
    await closed();
    const button = actions.getByRole('button', { name: 'Cancel run' });
    await waitFor(() => expect(button).toHaveFocus());
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await closed();
    await waitFor(() => expect(button).toHaveFocus());
    expect(backend.actions).toEqual([]);
  });

  it('offers force when the run hasn’t ended after ten seconds', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { backend, user, actions, confirm } = await askToCancel();
    const asked = Date.now();
    await confirm();
    await closed();
    const force = { name: 'Force cancel' };
    expect(actions.queryByRole('button', force)).not.toBeInTheDocument();
    await asTimePasses(() =>
      expect(actions.getByRole('status')).toHaveTextContent(
        /The run hasn’t ended yet.*Force cancel ends the run without waiting/,
      ),
    );
    expect(Date.now() - asked).toBeGreaterThanOrEqual(10_000);
    await user.click(actions.getByRole('button', force));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('heading', { name: 'Force cancel run #42?' }),
    ).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Force cancel run' }));
    await closed();
    expect(backend.actions.at(-1)?.request).toEqual({ force: true });
    expect(actions.getByRole('status')).toHaveTextContent(
      'GitHub has taken the cancellation by force.',
    );
    await asTimePasses(() =>
      expect(actions.getByRole('status')).toHaveTextContent(
        'The run still hasn’t ended.',
      ),
    );
  });

  it('is sent once, however often the button is pressed, and can’t be left meanwhile', async () => {
    const { backend, user, dialog } = await askToCancel();
    let answer = () => {};
    backend.onRunAction = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    await user.dblClick(dialog.getByRole('button', { name: 'Cancel run' }));
    await user.keyboard('{Enter}');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    await waitFor(() => expect(backend.actions).toHaveLength(1));
    answer();
    await closed();
    expect(backend.actions).toHaveLength(1);
  });

  it('says at the dialog what went wrong, and may be tried again', async () => {
    const { backend, dialog, confirm } = await askToCancel();
    await backend.fail('cancelRun', {
      status: 403,
      message: 'GitHub says that lee-moran may not cancel this run.',
      code: 'run_action_refused',
      remedy: 'Ask for write access.',
    });
    await confirm();
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'GitHub says that lee-moran may not cancel this run.Ask for write access.',
    );
    backend.mend('cancelRun');
    await confirm();
    await closed();
    expect(backend.actions).toHaveLength(2);
  });

  it.each(['run_action_outcome_unknown', 'run_finished'] as const)(
    'is not offered again after %s',
    async code => {
      const { backend, dialog, confirm, actions } = await askToCancel();
      await backend.fail('cancelRun', {
        status: code === 'run_finished' ? 409 : 503,
        message: 'What happened.',
        code,
        remedy: 'Look at the run.',
      });
      await confirm();
      expect(await dialog.findByRole('alert')).toHaveTextContent(
        'What happened.Look at the run.',
      );
      expect(
        dialog.queryByRole('button', { name: 'Cancel run' }),
      ).not.toBeInTheDocument();
      const [, close] = dialog.getAllByRole('button', { name: 'Close' });
      await userEvent.click(close);
      await closed();
      expect(actions.getByRole('status')).toBeEmptyDOMElement();
    },
  );

  it('is withdrawn when the run ends under the open dialog', async () => {
    const { backend, signals, dialog, user } = await askToCancel();
    backend.state.runs = [makeRun()];
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    expect(
      await dialog.findByText(/The run has ended meanwhile/),
    ).toBeInTheDocument();
    expect(
      dialog.queryByRole('button', { name: 'Cancel run' }),
    ).not.toBeInTheDocument();
    await user.keyboard('{Escape}');
    await closed();
    await waitFor(async () => expect(await runActions()).toHaveFocus());
  });

  it('says where one may not', async () => {
    openRun({
      ...running,
      runViewer: {
        mayRerun: true,
        mayCancel: false,
        reason: 'Only group:studio may cancel runs of studio-service.',
      },
    });
    const button = within(await runActions()).getByRole('button', {
      name: 'Cancel run',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'Only group:studio may cancel runs of studio-service.',
    );
  });
});

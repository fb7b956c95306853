import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WaitingDeployment } from '@internal/plugin-github-workflows-common';
import { makeRun, makeRunningRun } from '../../testHelpers/builders';
import { openRun } from '../../__testUtils__/steps';

const waitingRun = makeRunningRun({
  status: 'waiting',
  triggeringActor: 'lee-moran',
});

function makeWaiting(part: Partial<WaitingDeployment> = {}): WaitingDeployment {
  return {
    environmentId: 7,
    environment: 'production',
    reviewers: [
      {
        type: 'user',
        name: 'robin-hale',
        htmlUrl: 'https://github.com/robin-hale',
      },
      { type: 'team', name: 'Platform' },
    ],
    waitMinutes: 0,
    viewer: { mayReview: true },
    ...part,
  };
}

function openWaiting(part: Partial<WaitingDeployment> = {}) {
  return openRun({
    runs: [waitingRun],
    deployments: { 501: { waiting: [makeWaiting(part)], reviews: [] } },
  });
}

const section = () =>
  screen.findByRole('region', { name: 'Waiting for approval' });

async function ask(name: RegExp) {
  const user = userEvent.setup();
  await user.click(within(await section()).getByRole('button', { name }));
  return { user, dialog: within(await screen.findByRole('dialog')) };
}

it('approves with a comment, once, and then shows who has approved', async () => {
  const { backend } = openWaiting();
  expect(await section()).toHaveTextContent(
    'The deployment to production waitsMay be approved by robin-hale, the team Platform',
  );
  backend.onRunAction = async () => {
    backend.state.runs = [makeRunningRun()];
    backend.state.deployments[501] = {
      waiting: [],
      reviews: [
        {
          environments: ['production'],
          state: 'approved',
          user: 'robin-hale',
          comment: 'Go',
        },
      ],
    };
  };
  const { user, dialog } = await ask(/Approve/);
  expect(
    dialog.getByText(/started by lee-moran/, { exact: false }),
  ).toBeInTheDocument();
  await user.type(dialog.getByRole('textbox', { name: /Comment/ }), 'Go');
  await user.dblClick(dialog.getByRole('button', { name: 'Approve' }));
  const approvals = await screen.findByRole('region', { name: 'Approvals' });
  expect(approvals).toHaveTextContent(
    'robin-hale approved the deployment to production“Go”',
  );
  expect(within(approvals).getByRole('status')).toHaveTextContent(
    'GitHub has taken your review: production is approved.',
  );
  expect(backend.actions).toEqual([
    {
      method: 'reviewDeployments',
      runId: 501,
      jobId: undefined,
      request: {
        environmentIds: [7],
        state: 'approved',
        comment: 'Go',
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    },
  ]);
});

it('rejects after asking', async () => {
  const { backend } = openWaiting();
  const { user, dialog } = await ask(/Reject/);
  expect(
    dialog.getByText(/The jobs that wait for it fail/),
  ).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Reject' }));
  await waitFor(() =>
    expect(backend.actions).toMatchObject([{ request: { state: 'rejected' } }]),
  );
});

it('tells who may not, why', async () => {
  openWaiting({
    viewer: { mayReview: false, reason: 'You started the run.' },
  });
  const button = within(await section()).getByRole('button', {
    name: /Approve/,
  });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription('You started the run.');
});

it('shows a timer without buttons, as nobody can end it', async () => {
  openWaiting({
    reviewers: [],
    waitMinutes: 10,
    waitStartedAt: '2026-11-20T09:55:05Z',
    viewer: { mayReview: false, reason: 'Nobody has to approve this.' },
  });
  expect(await section()).toHaveTextContent(/Waits 10 min in any case, since/);
  expect(within(await section()).queryByRole('button')).toBeNull();
});

it.each([
  ['review_outcome_unknown', 503],
  ['review_nothing_waits', 409],
] as const)('after %s offers no second try', async (code, status) => {
  const { backend } = openWaiting({ reviewers: [{ type: 'user', name: 'x' }] });
  await backend.fail('reviewDeployments', { status, message: 'Lost.', code });
  const { user, dialog } = await ask(/Approve/);
  await user.click(dialog.getByRole('button', { name: 'Approve' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent('Lost.');
  expect(dialog.queryByRole('button', { name: 'Approve' })).toBeNull();
  await user.click(dialog.getAllByRole('button', { name: 'Close' }).at(-1)!);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('says in the open dialog that somebody else was faster', async () => {
  const { backend, signals } = openWaiting();
  const { dialog } = await ask(/Approve/);
  backend.state.deployments[501] = {
    waiting: [],
    reviews: [
      { environments: ['production'], state: 'rejected', comment: '' },
      { environments: ['staging'], state: 'pending', comment: '' },
    ],
  };
  act(() => signals.emit({ type: 'run-changed', runId: 501 }));
  expect(
    await dialog.findByText(/It doesn’t wait any more/),
  ).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(
    await screen.findByText(/Somebody rejected the deployment to production/),
  ).toBeInTheDocument();
});

it('says why it isn’t known what holds a run up', async () => {
  const { backend, signals } = openRun({ runs: [makeRun()] });
  const failure = {
    status: 404,
    message: 'No such run.',
    code: 'run_not_found' as const,
  };
  await backend.fail('getDeployments', failure);
  await waitFor(() => expect(backend.calls('getDeployments')).toBe(1));
  // Of a run that nothing holds up there is nothing to miss.
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  backend.state.runs = [waitingRun];
  act(() => signals.emit({ type: 'run-changed', runId: 501 }));
  expect(await screen.findByRole('alert')).toHaveTextContent('No such run.');
});

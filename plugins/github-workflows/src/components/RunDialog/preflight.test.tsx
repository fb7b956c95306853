import { screen, waitFor, within } from '@testing-library/react';
import {
  makeForm,
  makeInput,
  makeRunningRun,
} from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import {
  makeDialogState,
  openDialog,
  runButton,
} from '../../__testUtils__/steps';

const rules = {
  reviewers: [{ type: 'user' as const, name: 'robin-hale' }],
  preventSelfReview: true,
  waitMinutes: 0,
  deployFrom: {
    kind: 'patterns' as const,
    patterns: [{ name: 'v*', type: 'tag' as const }],
  },
};

function makeBackend(mayDeploy: 'yes' | 'no' = 'yes') {
  return new InMemoryGithubWorkflows(
    makeDialogState({
      forms: {
        'deploy.yml@main': makeForm({
          inputs: [makeInput({ name: 'stage', default: 'staging' })],
        }),
      },
      preflight: ({ inputs }) =>
        inputs.stage === 'production'
          ? {
              environments: [
                {
                  name: 'production',
                  jobs: ['deploy'],
                  conditional: false,
                  rules,
                  mayDeploy,
                },
              ],
              runsUnderWay: [makeRunningRun({ id: 9, number: 9 })],
            }
          : {},
    }),
  );
}

async function fillIn(opened: Awaited<ReturnType<typeof openDialog>>) {
  const field = await opened.dialog.findByRole('textbox', { name: /stage/ });
  await opened.user.clear(field);
  await opened.user.type(field, 'production');
}

const panel = () => screen.findByRole('region', { name: 'Before you run it' });

it('says what would become of the run, and follows the inputs', async () => {
  const opened = await openDialog({}, makeBackend());
  expect(
    await within(await panel()).findByText(/Nothing holds this run up/),
  ).toBeInTheDocument();
  await fillIn(opened);
  expect(
    await within(await panel()).findByText(
      /waits until robin-hale approves it. As you start the run/,
    ),
  ).toBeInTheDocument();
  expect(
    within(await panel()).getByRole('link', { name: 'Look at it' }),
  ).toHaveAttribute('href', '/studio-service/workflows/runs/9');
  // Not with every key: only when the values stand still.
  expect(opened.backend.preflights.length).toBeLessThan(6);
  expect(await runButton(opened)).toBeEnabled();
});

it('keeps from a run that GitHub lets fail for certain, and says why', async () => {
  const opened = await openDialog({}, makeBackend('no'));
  await waitFor(async () => expect(await runButton(opened)).toBeEnabled());
  await fillIn(opened);
  expect(
    await within(await panel()).findByText(
      /the branch main may not deploy to production. Only these may: tag v\*/,
    ),
  ).toBeInTheDocument();
  expect(within(await panel()).getByLabelText('Refused:')).toBeInTheDocument();
  await waitFor(async () => expect(await runButton(opened)).toBeDisabled());
});

it('keeps nobody from running when it can’t be found out', async () => {
  const backend = makeBackend();
  await backend.fail('preflight', {
    status: 503,
    message: 'GitHub is late.',
    code: 'github_timeout',
  });
  const opened = await openDialog({}, backend);
  const again = await opened.dialog.findByRole(
    'button',
    { name: 'Look again' },
    { timeout: 5_000 },
  );
  expect(await panel()).toHaveTextContent(
    'GitHub is late. You can run it all the same.',
  );
  expect(await runButton(opened)).toBeEnabled();
  backend.mend('preflight');
  await opened.user.click(again);
  expect(
    await within(await panel()).findByText(/Nothing holds this run up/),
  ).toBeInTheDocument();
});

it('says nothing about a workflow that can’t be run', async () => {
  const opened = await openDialog({
    forms: { 'deploy.yml@main': makeForm({ state: 'disabled_manually' }) },
  });
  await opened.dialog.findByText('This workflow can’t be run on this ref');
  expect(
    screen.queryByRole('region', { name: 'Before you run it' }),
  ).not.toBeInTheDocument();
  expect(opened.backend.calls('preflight')).toBe(0);
});

it('says nothing about values that GitHub doesn’t take', async () => {
  const opened = await openDialog({}, makeBackend());
  await panel();
  await opened.user.click(
    await opened.dialog.findByRole('textbox', { name: /stage/ }),
  );
  await opened.user.paste('x'.repeat(65_536));
  await waitFor(() =>
    expect(
      screen.queryByRole('region', { name: 'Before you run it' }),
    ).not.toBeInTheDocument(),
  );
  await opened.user.click(await runButton(opened));
  expect(
    await opened.dialog.findByText(/GitHub takes 65535 at most/),
  ).toBeInTheDocument();
  expect(opened.backend.calls('preflight')).toBe(1);
});

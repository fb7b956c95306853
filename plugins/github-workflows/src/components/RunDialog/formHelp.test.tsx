import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  address,
  canary,
  makeDialogState,
  OPEN_DIALOG,
  TAB,
} from '../../__testUtils__/steps';
import {
  makeDispatch,
  makeForm,
  makeInput,
  makeWorkflow,
} from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';

const inputs = [makeInput()];

function makeBackend() {
  return new InMemoryGithubWorkflows(
    makeDialogState({
      forms: {
        'deploy.yml@main': makeForm({ inputs }),
        [`deploy.yml@${canary.name}`]: makeForm({ inputs, ref: canary }),
      },
      refDetails: {
        [canary.name]: { comparison: { ahead: 3, behind: 2 } },
      },
      presets: {
        items: [
          {
            name: 'Canary',
            workflow: 'deploy.yml',
            ref: canary.name,
            refType: 'branch',
            inputs: { note: 'from the team', gone: 'x' },
          },
        ],
        problems: [{ message: 'presets.1.workflow: is wrong', line: 7 }],
      },
      dispatches: [makeDispatch({ inputs: { note: 'mine' } })],
    }),
  );
}

it('a preset fills the form at its ref, says what doesn’t fit, and runs nothing', async () => {
  const user = userEvent.setup();
  const backend = makeBackend();
  renderPlugin({ backend, path: OPEN_DIALOG });
  await user.click(
    await screen.findByRole('button', { name: 'Fill in from…' }),
  );
  await user.click(await screen.findByRole('menuitem', { name: 'Canary' }));
  expect(
    await screen.findByText(/Filled from the preset “Canary”/),
  ).toBeInTheDocument();
  expect(screen.getByText(/gone isn’t asked for here/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /note/ })).toHaveValue(
    'from the team',
  );
  expect(
    await screen.findAllByText('3 ahead of and 2 behind main'),
  ).not.toHaveLength(0);
  expect(screen.getByRole('region', { name: /Problems of/ })).toHaveTextContent(
    'presets.1.workflow: is wrong',
  );
  expect(backend.sent).toEqual([]);
});

it('what the user ran before fills the form', async () => {
  const user = userEvent.setup();
  const backend = makeBackend();
  renderPlugin({ backend, path: OPEN_DIALOG });
  await user.click(
    await screen.findByRole('button', { name: 'Fill in from…' }),
  );
  await user.click(
    await screen.findByRole('menuitem', { name: /on main \(note: mine\)/ }),
  );
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: /note/ })).toHaveValue('mine'),
  );
  expect(backend.sent).toEqual([]);
});

it('the choice of a workflow offers what can be run and opens its form', async () => {
  const user = userEvent.setup();
  const backend = makeBackend();
  backend.state.workflows.main.push(
    makeWorkflow({ file: 'ci.yml', name: 'CI', state: 'no_dispatch_trigger' }),
  );
  renderPlugin({ backend, path: `${TAB}?dispatch=choose` });
  const choice = await screen.findByRole('button', { name: 'Deploy' });
  expect(screen.queryByRole('button', { name: 'CI' })).not.toBeInTheDocument();
  await user.click(choice);
  await waitFor(() =>
    expect(address()).toHaveTextContent(`${TAB}?dispatch=deploy.yml`),
  );
});

it('the card of pinned workflows leads to the form, and says what is gone', async () => {
  renderPlugin({
    backend: makeBackend(),
    place: 'quickRun',
    path: '/studio-service',
  });
  expect(
    await screen.findByRole('link', { name: 'Run workflow Deploy' }),
  ).toHaveAttribute('href', `${TAB}?dispatch=deploy.yml`);
  expect(screen.getByText(/The repository has no such workflow/)).toBeVisible();
  expect(screen.queryByText(/passwd/)).not.toBeInTheDocument();
});

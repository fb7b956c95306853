import type { WorkflowState } from '@internal/plugin-github-workflows-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRepository, makeWorkflow } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { openTab, workflowRow } from '../../__testUtils__/steps';

const MENU = 'More about Deploy';

async function choose(item: string) {
  await userEvent.click(await screen.findByRole('button', { name: MENU }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return within(await screen.findByRole('dialog'));
}

it('disables a workflow after asking, and enables it again', async () => {
  const { backend } = openTab({ workflows: { main: [makeWorkflow()] } });
  const dialog = await choose('Disable workflow');
  expect(dialog.getByText(/deploy\.yml/)).toBeInTheDocument();
  expect(dialog.getByText(/Runs that are under way go on/)).toBeVisible();
  expect(backend.switched).toEqual([]);
  await userEvent.click(
    dialog.getByRole('button', { name: 'Disable workflow' }),
  );
  expect(
    await within(await workflowRow('Deploy')).findByText(/has disabled it/),
  ).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  const second = await choose('Enable workflow');
  await userEvent.click(
    second.getByRole('button', { name: 'Enable workflow' }),
  );
  expect(
    await screen.findByRole('button', { name: 'Run workflow Deploy' }),
  ).toBeInTheDocument();
  expect(backend.switched).toEqual([
    { file: 'deploy.yml', enabled: false },
    { file: 'deploy.yml', enabled: true },
  ]);
});

it('leaves it as it is when asked to', async () => {
  const { backend } = openTab({ workflows: { main: [makeWorkflow()] } });
  const dialog = await choose('Disable workflow');
  await userEvent.click(
    dialog.getByRole('button', { name: 'Leave it as it is' }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(backend.switched).toEqual([]);
});

it('says why it couldn’t be done', async () => {
  const backend = new InMemoryGithubWorkflows({
    workflows: { main: [makeWorkflow()] },
  });
  await backend.fail('switchWorkflow', {
    status: 403,
    message: 'GitHub doesn’t let you do this.',
    code: 'github_forbidden',
    remedy: 'Ask an administrator.',
  });
  renderPlugin({ backend });
  const dialog = await choose('Disable workflow');
  await userEvent.click(
    dialog.getByRole('button', { name: 'Disable workflow' }),
  );
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'GitHub doesn’t let you do this.Ask an administrator.',
  );
});

it.each<[WorkflowState, string]>([
  ['runnable', 'Disable workflow'],
  ['absent_on_ref', 'Disable workflow'],
  ['no_dispatch_trigger', 'Disable workflow'],
  ['invalid', 'Disable workflow'],
  ['disabled_manually', 'Enable workflow'],
  ['disabled_inactivity', 'Enable workflow'],
  ['disabled_fork', 'Enable workflow'],
])('offers for a workflow that is %s: %s', async (state, item) => {
  openTab({ workflows: { main: [makeWorkflow({ state })] } });
  await userEvent.click(await screen.findByRole('button', { name: MENU }));
  expect(await screen.findByRole('menuitem')).toHaveTextContent(item);
});

it.each<WorkflowState>(['not_registered', 'dynamic'])(
  'is not there for a workflow that is %s',
  async state => {
    openTab({ workflows: { main: [makeWorkflow({ state })] } });
    await workflowRow('Deploy');
    expect(screen.queryByRole('button', { name: MENU })).toBeNull();
  },
);

it('is not there for whoever may not', async () => {
  openTab({
    repository: makeRepository({ mayManage: false }),
    workflows: { main: [makeWorkflow()] },
  });
  await workflowRow('Deploy');
  expect(screen.queryByRole('button', { name: MENU })).toBeNull();
});

it('shows what somebody else has switched, as soon as the backend tells', async () => {
  const { backend, signals } = openTab({
    workflows: { main: [makeWorkflow()] },
  });
  await workflowRow('Deploy');
  backend.state.workflows = {
    main: [makeWorkflow({ state: 'disabled_manually' })],
  };
  act(() => signals.emit({ type: 'workflows-changed' }));
  expect(await screen.findByText(/has disabled it/)).toBeInTheDocument();
});

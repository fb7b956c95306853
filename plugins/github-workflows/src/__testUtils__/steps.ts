import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeForm,
  makeRef,
  makeRunningRun,
  makeWorkflow,
} from '../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin, RenderPluginOptions } from './renderPlugin';

/** Addresses in the test app. */
export const TAB = '/studio-service/workflows';
export const RUNS = `${TAB}/runs`;
export const OPEN_DIALOG = `${TAB}?dispatch=deploy.yml`;

/** A branch beside the default one. */
export const canary = makeRef({
  name: 'feature/canary',
  sha: 'cafe'.repeat(10),
});

/** The address that a browser would show. */
export function address(): HTMLElement {
  return screen.getByLabelText('address', { selector: 'output' });
}

/** Opens the tab of a repository. */
export function openTab(
  state: Partial<InMemoryState> = {},
  options: Partial<RenderPluginOptions> = {},
) {
  return renderPlugin({
    backend: new InMemoryGithubWorkflows(state),
    ...options,
  });
}

/** Opens the page of run 501. */
export function openRun(state: Partial<InMemoryState>, path = `${RUNS}/501`) {
  return openTab(state, { path });
}

/** What a screen reader is told about the run. */
export function announcement(): HTMLElement {
  return screen.getByText(/^Run \d+:/, { selector: '[role="status"]' });
}

/**
 * Lets the time of a test with fake timers pass until it is as expected: what follows a poll or a
 * deadline is rendered some time after it, and how much depends on the machine.
 *
 * @param timeout - in milliseconds of that time; the default is some rounds of polling
 */
export function asTimePasses(
  expectation: () => void,
  timeout = 20_000,
): Promise<void> {
  return waitFor(expectation, { timeout, interval: 250 });
}

/** What can be done with the run, once its page is there. */
export function runActions(): Promise<HTMLElement> {
  return screen.findByRole('group', { name: 'Actions on this run' });
}

/** The row of a workflow, once it is there. */
export async function workflowRow(name: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { level: 3, name });
  return heading.closest('li')!;
}

/** The row of a run, once it is there. */
export async function runRow(title: string): Promise<HTMLElement> {
  const link = await screen.findByRole('link', { name: title });
  return link.closest('li')!;
}

/** A repository whose deploy.yml asks for nothing. */
export function makeDialogState(
  state: Partial<InMemoryState> = {},
): Partial<InMemoryState> {
  return {
    refs: [makeRef(), canary],
    workflows: { main: [makeWorkflow()], [canary.name]: [makeWorkflow()] },
    forms: { 'deploy.yml@main': makeForm() },
    runs: [makeRunningRun()],
    ...state,
  };
}

/** Opens the run dialog of deploy.yml. */
export async function openDialog(
  state: Partial<InMemoryState> = {},
  backend = new InMemoryGithubWorkflows(makeDialogState(state)),
) {
  const user = userEvent.setup();
  renderPlugin({ backend, path: OPEN_DIALOG });
  const dialog = within(await screen.findByRole('dialog'));
  return { user, backend, dialog };
}

/** The run dialog, open. */
export type OpenedDialog = Awaited<ReturnType<typeof openDialog>>;

/** The button that runs the workflow. */
export function runButton({ dialog }: OpenedDialog): Promise<HTMLElement> {
  return dialog.findByRole('button', { name: 'Run workflow' });
}

/** Picks another branch in the dialog and waits for its form. */
export async function pickRef({ user, dialog }: OpenedDialog, name: string) {
  const field = dialog.getByRole('combobox', { name: 'Branch' });
  await user.clear(field);
  await user.type(field, name);
  await waitFor(() =>
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual([name]),
  );
  await user.keyboard('{ArrowDown}{Enter}');
  await dialog.findByText(
    (_, element) =>
      element?.textContent?.startsWith(
        `Read from deploy.yml on branch ${name} at commit`,
      ) ?? false,
    { selector: 'p' },
  );
}

/** Chooses an option of a field in the dialog. */
export async function choose(
  { user, dialog }: OpenedDialog,
  field: RegExp,
  option: string,
) {
  await user.click(dialog.getByRole('button', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeJob, makeRun } from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  address,
  announcement,
  openRun,
  RUNS,
} from '../../__testUtils__/steps';

const state: Partial<InMemoryState> = {
  runs: [makeRun({ attempt: 3, triggeringActor: 'robin-hale' })],
  jobs: { 501: [makeJob({ id: 30, name: 'third' })] },
  pastAttempts: [1, 2].map(attempt => ({
    run: makeRun({
      attempt,
      triggeringActor: attempt === 1 ? 'lee-moran' : undefined,
      conclusion: 'failure',
    }),
    jobs: [makeJob({ id: attempt * 10, name: `attempt ${attempt}` })],
  })),
};

const picker = (name: RegExp) => screen.findByRole('button', { name });

it('says which attempt is shown, and leads to an earlier one and back', async () => {
  const user = userEvent.setup();
  openRun(state, `${RUNS}/501?job=30&log=open`);
  await user.click(await picker(/^Attempt 3 of 3, re-run by robin-hale$/));
  const menu = within(await screen.findByRole('menu'));
  expect(
    menu.getAllByRole('menuitem').map(({ textContent }) => textContent),
  ).toEqual([
    'Attempt 3 (latest), re-run by robin-hale: Success',
    'Attempt 2: Failure',
    'Attempt 1, started by lee-moran: Failure',
  ]);
  await user.click(menu.getByRole('menuitem', { name: /^Attempt 1/ }));

  expect(
    await screen.findByRole('region', { name: 'attempt 1' }),
  ).toBeInTheDocument();
  expect(address()).toHaveTextContent(/501\?attempt=1$/);
  expect(announcement()).toHaveTextContent('Run 42: Failure');
  expect(
    screen.getByText('This is attempt 1, not the latest'),
  ).toBeInTheDocument();
  // What was done then can't be done again.
  expect(screen.queryByRole('button', { name: /Re-run/ })).toBeNull();
  await user.click(screen.getByRole('link', { name: /attempt 1/ }));
  expect(address()).toHaveTextContent(/501\?attempt=1&job=10$/);

  await user.click(screen.getByRole('link', { name: 'Show attempt 3' }));
  expect(
    await screen.findByRole('region', { name: 'third' }),
  ).toBeInTheDocument();
  expect(address()).toHaveTextContent(/501$/);
  expect(screen.getByRole('button', { name: 'Re-run' })).toBeEnabled();

  await user.click(await picker(/^Attempt 3 of 3/));
  await user.click(await screen.findByRole('menuitem', { name: /latest/ }));
  expect(address()).toHaveTextContent(/501$/);
});

it('knows the attempts by their numbers while nothing else is known of them', async () => {
  const backend = new InMemoryGithubWorkflows(state);
  await backend.fail('listAttempts', {
    status: 503,
    message: 'GitHub doesn’t answer.',
    code: 'github_timeout',
  });
  renderPlugin({ backend, path: `${RUNS}/501` });
  await userEvent.click(await picker(/^Attempt 3 of 3/));
  const menu = within(await screen.findByRole('menu'));
  expect(
    menu.getAllByRole('menuitem').map(({ textContent }) => textContent),
  ).toEqual(['Attempt 3', 'Attempt 2', 'Attempt 1']);
});

it('is not there for a run with one attempt, and asks for nothing', async () => {
  const { backend } = openRun({ runs: [makeRun()] });
  await screen.findByRole('heading', { level: 2, name: 'Deploy to staging' });
  expect(screen.queryByRole('button', { name: /^Attempt/ })).toBeNull();
  expect(backend.calls('listAttempts')).toBe(0);
});

it.each(['abc', '0', '1.5'])('takes attempt=%s for the latest', async value => {
  openRun(state, `${RUNS}/501?attempt=${value}`);
  expect(await picker(/^Attempt 3 of 3/)).toBeInTheDocument();
});

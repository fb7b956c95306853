import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeJob, makeRun, makeStep } from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { address, openRun, RUNS } from '../../__testUtils__/steps';

const jobs = () => within(screen.getByRole('navigation', { name: 'Jobs' }));

describe('the jobs of a run', () => {
  const state: Partial<InMemoryState> = {
    runs: [makeRun({ conclusion: 'failure' })],
    jobs: {
      501: [
        makeJob({ id: 1, name: 'lint', steps: [] }),
        makeJob({
          id: 2,
          name: 'test',
          conclusion: 'failure',
          steps: [
            makeStep({ name: 'Run it', completedAt: '2026-11-20T09:55:08Z' }),
            makeStep({
              number: 2,
              name: 'Run it',
              conclusion: 'failure',
              completedAt: '2026-11-20T09:56:05Z',
            }),
            makeStep({
              number: 3,
              name: 'Clean up',
              conclusion: 'skipped',
              startedAt: undefined,
            }),
          ],
        }),
        makeJob({ id: 3, name: 'deploy', conclusion: 'skipped' }),
      ],
    },
    logs: { 2: 'first\n##[error]it broke\n' },
  };

  it('are shown with the first that failed in full, its steps told apart by number', async () => {
    openRun(state);
    const panel = within(await screen.findByRole('region', { name: 'test' }));
    expect(
      panel.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['SuccessRun it3s', 'FailureRun it1m', 'SkippedClean up']);
    expect(
      jobs()
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Successlint2m 5s', 'Failuretest2m 5s', 'Skippeddeploy2m 5s']);
    expect(jobs().getByRole('link', { name: /test/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  it('are chosen in the URL', async () => {
    const user = userEvent.setup();
    openRun(state, `${RUNS}/501?job=1`);
    expect(
      await screen.findByRole('region', { name: 'lint' }),
    ).toHaveTextContent('No steps yet');
    await user.click(jobs().getByRole('link', { name: /deploy/ }));
    expect(
      await screen.findByRole('region', { name: 'deploy' }),
    ).toHaveTextContent('A skipped job has no log.');
    expect(address()).toHaveTextContent(`${RUNS}/501?job=3`);
  });

  it('give their log when it is opened, not before', async () => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
    const user = userEvent.setup();
    const { backend } = openRun(state);
    const button = await screen.findByRole('button', { name: 'Show log' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(backend.calls('getJobLog')).toBe(0);
    await user.click(button);
    expect(await screen.findByText('##[error]it broke')).toBeInTheDocument();
    expect(address()).toHaveTextContent(`${RUNS}/501?job=2&log=open`);
    expect(backend.calls('getJobLog')).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Hide log' }));
    expect(screen.queryByText('##[error]it broke')).not.toBeInTheDocument();
    expect(address()).toHaveTextContent(`${RUNS}/501?job=2`);
    jest.restoreAllMocks();
  });

  it('may have written nothing, or a log that can’t be had', async () => {
    const backend = new InMemoryGithubWorkflows(state);
    await backend.fail('getJobLog', {
      status: 409,
      message: 'GitHub is still putting the log away.',
      code: 'log_not_ready',
      remedy: 'Try again in a moment.',
    });
    renderPlugin({ backend, path: `${RUNS}/501?job=1&log=open` });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'GitHub is still putting the log away.Try again in a moment.',
    );
    backend.mend('getJobLog');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('This job has written nothing'),
    ).toBeInTheDocument();
  });

  it('that may not be read by everybody say so', async () => {
    const backend = new InMemoryGithubWorkflows(state);
    await backend.fail('getJobLog', {
      status: 403,
      message: 'You may not read logs.',
      code: 'not_permitted',
    });
    renderPlugin({ backend, path: `${RUNS}/501?job=2&log=open` });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not read logs.',
    );
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });
});

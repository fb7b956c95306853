import { act, screen, waitFor, within } from '@testing-library/react';
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
    ).toEqual(['Failuretest2m 5s', 'Successlint2m 5s', 'Skippeddeploy']);
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
    expect(await screen.findByText('it broke')).toBeInTheDocument();
    expect(address()).toHaveTextContent(`${RUNS}/501?job=2&log=open`);
    expect(backend.calls('getJobLog')).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Hide log' }));
    expect(screen.queryByText('it broke')).not.toBeInTheDocument();
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

describe('a step', () => {
  const scrolledTo = jest.fn();
  const state: Partial<InMemoryState> = {
    runs: [makeRun({ attempt: 2 })],
    jobs: {
      501: [
        makeJob({
          id: 2,
          name: 'test',
          steps: [
            makeStep(),
            makeStep({ number: 2, name: 'Run it' }),
            makeStep({ number: 3, name: 'Run it' }),
          ],
        }),
      ],
    },
  };
  const chosen = () =>
    within(screen.getByRole('list', { name: 'Steps' }))
      .getAllByRole('listitem')
      .findIndex(item => item.getAttribute('aria-current') === 'step');

  beforeEach(() => {
    Element.prototype.scrollIntoView = scrolledTo;
  });

  it('can be linked to: it is marked and brought into view', async () => {
    openRun(state, `${RUNS}/501?job=2&step=3`);
    await screen.findByRole('region', { name: 'test' });
    expect(chosen()).toBe(2);
    expect(scrolledTo).toHaveBeenCalled();
    await userEvent.click(screen.getAllByRole('link', { name: 'Run it' })[0]);
    expect(address()).toHaveTextContent(`${RUNS}/501?job=2&step=2`);
    expect(chosen()).toBe(1);
    await userEvent.click(screen.getByRole('button', { name: 'Show log' }));
    expect(address()).toHaveTextContent('?job=2&step=2&log=open');
    await userEvent.click(screen.getAllByRole('link', { name: 'Run it' })[1]);
    expect(address()).toHaveTextContent('?job=2&step=3&log=open');
  });

  it.each(['abc', '0', '9'])('that isn’t there (%s) marks none', async step => {
    openRun(state, `${RUNS}/501?job=2&step=${step}`);
    await screen.findByRole('region', { name: 'test' });
    expect(chosen()).toBe(-1);
  });
});

describe('many jobs', () => {
  const matrix = (count: number, part: Parameters<typeof makeJob>[0] = {}) =>
    Array.from({ length: count }, (_, index) =>
      makeJob({ id: index + 1, name: `test (${index + 1}, ubuntu)`, ...part }),
    );
  const group = (name: RegExp) => jobs().getByRole('button', { name });

  it('of a matrix in which all went well are folded, with their count', async () => {
    openRun({
      runs: [makeRun()],
      jobs: { 501: [...matrix(256), makeJob({ id: 300, name: 'report' })] },
    });
    await screen.findByRole('region', { name: 'test (1, ubuntu)' });
    // By selectors: names and roles of 256 links take a minute to find out.
    const links = () => [
      ...screen.getByRole('navigation', { name: 'Jobs' }).querySelectorAll('a'),
    ];
    expect(links()).toHaveLength(1);
    const button = group(/^test/);
    expect(button).toHaveTextContent('test256 Success');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    expect(links()).toHaveLength(257);
    await userEvent.click(
      links().find(link => link.textContent!.includes('200, ubuntu'))!,
    );
    expect(address()).toHaveTextContent(`${RUNS}/501?job=200`);
    await userEvent.click(button);
    expect(links()).toHaveLength(1);
    expect(
      screen.getByRole('region', { name: 'test (200, ubuntu)' }),
    ).toBeInTheDocument();
  });

  it('are unfolded where one failed, that one first', async () => {
    openRun({
      runs: [makeRun({ conclusion: 'failure' })],
      jobs: {
        501: [
          makeJob({ id: 400, name: 'lint' }),
          ...matrix(2),
          makeJob({ id: 3, name: 'test (3, ubuntu)', conclusion: 'failure' }),
        ],
      },
    });
    await screen.findByRole('region', { name: 'test (3, ubuntu)' });
    expect(group(/^test/)).toHaveTextContent('test2 Success1 Failure');
    expect(
      jobs()
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      'Failure3, ubuntu2m 5s',
      'Success1, ubuntu2m 5s',
      'Success2, ubuntu2m 5s',
      'Successlint2m 5s',
    ]);
  });

  it('stay unfolded when those that went on have all gone well', async () => {
    const { backend, signals } = openRun({
      runs: [makeRun()],
      jobs: { 501: matrix(2) },
    });
    await screen.findByRole('region', { name: 'test (1, ubuntu)' });
    expect(jobs().queryAllByRole('link')).toHaveLength(0);
    const changeTo = (part: Parameters<typeof makeJob>[0]) => {
      backend.state.jobs = { 501: matrix(2, part) };
      act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    };
    changeTo({ status: 'queued', conclusion: undefined });
    await waitFor(() =>
      expect(group(/^test/)).toHaveTextContent('test2 Queued'),
    );
    expect(jobs().getAllByRole('link')).toHaveLength(2);
    changeTo({});
    await waitFor(() =>
      expect(group(/^test/)).toHaveTextContent('test2 Success'),
    );
    expect(jobs().getAllByRole('link')).toHaveLength(2);
  });

  it('are unfolded where the link leads to one of them', async () => {
    openRun(
      { runs: [makeRun()], jobs: { 501: matrix(3) } },
      `${RUNS}/501?job=2`,
    );
    await screen.findByRole('region', { name: 'test (2, ubuntu)' });
    expect(jobs().getByRole('link', { name: /2, ubuntu/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });
});

import type {
  RunConclusion,
  RunStatus,
} from '@internal/plugin-github-workflows-common';
import {
  runConclusionSchema,
  runStatusSchema,
} from '@internal/plugin-github-workflows-common';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeDispatch,
  makeJob,
  makeRun,
  makeRunningRun,
  makeStep,
} from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../testHelpers/renderPlugin';
import { RunStatus as RunStatusBadge } from '../RunStatus';

const RUNS = '/studio-service/workflows/runs';

function openRun(state: Partial<InMemoryState>, path = `${RUNS}/501`) {
  const backend = new InMemoryGithubWorkflows(state);
  return renderPlugin({ backend, path });
}

const address = () => screen.getByLabelText('address', { selector: 'output' });
const jobs = () => within(screen.getByRole('navigation', { name: 'Jobs' }));
const announcement = () =>
  screen.getByText(/^Run \d+:/, { selector: '[role="status"]' });

it('says what the run is, who started it where with which inputs, and how long it took', async () => {
  openRun({
    runs: [makeRun({ attempt: 2, triggeringActor: 'robin-hale' })],
    dispatches: [makeDispatch({ inputs: { target: 'staging', note: '' } })],
  });
  expect(
    await screen.findByRole('heading', { level: 2, name: 'Deploy to staging' }),
  ).toBeInTheDocument();
  const fact = (term: string) =>
    screen.getByText(term, { selector: 'dt' }).nextElementSibling;
  expect(fact('Workflow')).toHaveTextContent('Deploy #42, attempt 2');
  expect(fact('Ref')).toHaveTextContent('main');
  expect(fact('Commit')).toHaveTextContent(/^4f1c0ff$/);
  expect(fact('Event')).toHaveTextContent('workflow_dispatch');
  expect(fact('Actor')).toHaveTextContent(
    'lee-moran (run again by robin-hale)',
  );
  expect(fact('Duration')).toHaveTextContent('2m 5s');
  expect(fact('target')).toHaveTextContent('staging');
  expect(fact('note')).toHaveTextContent('empty');
  expect(
    within(fact('On GitHub') as HTMLElement).getByRole('link'),
  ).toHaveAttribute(
    'href',
    'https://github.com/MobWorx/studio-service/actions/runs/501',
  );
  expect(announcement()).toHaveTextContent('Run 42: Success');
  expect(screen.getByText('This run has no jobs yet')).toBeInTheDocument();
});

it('leads back to the list', async () => {
  openRun({
    runs: [makeRun({ actor: undefined, ref: undefined, startedAt: undefined })],
  });
  expect(await screen.findByText('unknown')).toBeInTheDocument();
  expect(screen.queryByText('Duration')).not.toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('link', { name: 'All workflows and runs' }),
  );
  expect(
    await screen.findByRole('heading', { name: 'Runs' }),
  ).toBeInTheDocument();
});

describe('every status', () => {
  const all: [RunStatus, RunConclusion | undefined][] = [
    ...runStatusSchema.options
      .filter(status => status !== 'completed')
      .map(status => [status, undefined] as [RunStatus, undefined]),
    ['completed', undefined],
    ...runConclusionSchema.options.map(
      conclusion => ['completed', conclusion] as [RunStatus, RunConclusion],
    ),
  ];

  it('and conclusion has an icon and words of its own', () => {
    const labels = all.map(([status, conclusion]) => {
      const { container, unmount } = render(
        <RunStatusBadge item={{ status, conclusion }} />,
      );
      expect(container.querySelector('svg')).not.toBeNull();
      const label = container.textContent!;
      unmount();
      return label;
    });
    expect(labels).not.toContain('');
    expect(new Set(labels).size).toBe(all.length);
  });
});

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
    logs: { 2: { text: 'first\n##[error]it broke\n', truncated: true } },
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
    expect(screen.getByText(/Only a part of this log/)).toBeInTheDocument();
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

describe('a run that goes on', () => {
  const running: Partial<InMemoryState> = {
    runs: [makeRunningRun()],
    jobs: {
      501: [
        makeJob({ id: 1, name: 'build' }),
        makeJob({
          id: 2,
          name: 'deploy',
          status: 'in_progress',
          conclusion: undefined,
          completedAt: undefined,
        }),
      ],
    },
  };
  const finish = (backend: InMemoryGithubWorkflows) => {
    backend.state.runs = [makeRun({ conclusion: 'cancelled' })];
    backend.state.jobs = { 501: [makeJob({ id: 2, name: 'deploy' })] };
  };

  afterEach(() => {
    jest.useRealTimers();
  });

  it('shows the job that goes on, whose log comes when it ends', async () => {
    const { backend } = openRun(running);
    const panel = await screen.findByRole('region', { name: 'deploy' });
    expect(panel).toHaveTextContent(
      'GitHub gives the log of a job when the job has ended.',
    );
    expect(
      screen.queryByRole('button', { name: 'Show log' }),
    ).not.toBeInTheDocument();
    expect(backend.calls('getJobLog')).toBe(0);
  });

  it('shows a queued job while none goes on yet', async () => {
    openRun({
      ...running,
      jobs: {
        501: [
          makeJob({ id: 1, name: 'build' }),
          makeJob({
            id: 2,
            name: 'deploy',
            status: 'queued',
            conclusion: undefined,
            steps: [],
          }),
        ],
      },
    });
    expect(
      await screen.findByRole('region', { name: 'deploy' }),
    ).toHaveTextContent('Queued');
  });

  it('follows signals, tells screen readers, and stops listening with the page', async () => {
    const { backend, signals } = openRun(running);
    await screen.findByRole('region', { name: 'deploy' });
    expect(announcement()).toHaveTextContent('Run 42: In progress');
    const before = backend.calls('getRun');
    act(() => signals.emit({ type: 'run-changed', runId: 999 }));
    expect(backend.calls('getRun')).toBe(before);

    finish(backend);
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    await waitFor(() =>
      expect(announcement()).toHaveTextContent('Run 42: Cancelled'),
    );
    expect(signals.listeners).toBe(1);
    await userEvent.click(
      screen.getByRole('link', { name: 'All workflows and runs' }),
    );
    expect(signals.listeners).toBe(1);
  });

  it('is asked for again every five seconds without signals, until it is finished', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { backend } = openRun(running);
    await screen.findByRole('region', { name: 'deploy' });
    const before = backend.calls('getRun');
    await act(() => jest.advanceTimersByTimeAsync(5_100));
    expect(backend.calls('getRun')).toBe(before + 1);
    finish(backend);
    await act(() => jest.advanceTimersByTimeAsync(5_100));
    expect(announcement()).toHaveTextContent('Run 42: Cancelled');
    const last = backend.calls('getRun');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(backend.calls('getRun')).toBe(last);
  });

  it('keeps what is known when it can’t be asked for', async () => {
    const { backend, signals } = openRun(running);
    await screen.findByRole('region', { name: 'deploy' });
    await backend.fail('getRun', {
      status: 404,
      message: 'The run is gone.',
      code: 'run_not_found',
    });
    act(() => signals.emit({ type: 'run-changed', runId: 501 }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The run is gone.',
    );
    expect(screen.getByRole('region', { name: 'deploy' })).toBeInTheDocument();
  });
});

describe('a run that isn’t there', () => {
  it('is named with what to do', async () => {
    const { backend } = openRun({});
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no run 501.Look in the list of runs.Code: run_not_found',
    );
    expect(backend.calls('getRun')).toBe(1);
  });

  it.each(['abc', '0', '1e5'])(
    'because %s is no id isn’t asked for',
    async id => {
      const { backend } = openRun({}, `${RUNS}/${id}`);
      expect(
        await screen.findByText(`There is no run “${id}”`),
      ).toBeInTheDocument();
      expect(backend.calls('getRun')).toBe(0);
    },
  );
});

import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeDispatch,
  makeJob,
  makeRun,
  makeRunningRun,
} from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import {
  announcement,
  asTimePasses,
  openRun,
  RUNS,
} from '../../__testUtils__/steps';

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
  expect(fact('Workflow')).toHaveTextContent('Deploy #42');
  expect(
    screen.getByRole('button', {
      name: 'Attempt 2 of 2, re-run by robin-hale',
    }),
  ).toBeInTheDocument();
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
    await asTimePasses(() =>
      expect(backend.calls('getRun')).toBeGreaterThan(before),
    );
    finish(backend);
    await asTimePasses(() =>
      expect(announcement()).toHaveTextContent('Run 42: Cancelled'),
    );
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

import type { Dispatch } from '@internal/plugin-github-workflows-common';
import { act, screen } from '@testing-library/react';
import { makeDispatch } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { asTimePasses } from '../../__testUtils__/steps';

function openHome(backend: InMemoryGithubWorkflows) {
  return renderPlugin({ backend, place: 'home', path: '/home' });
}

describe('my recent runs', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('say of each how it goes, and lead to its page', async () => {
    const cases: [Partial<Dispatch>, string][] = [
      [{ runStatus: 'in_progress' }, 'In progress'],
      [{ runStatus: 'completed', runConclusion: 'failure' }, 'Failure'],
      [{ runStatus: undefined }, 'Started'],
      [{ state: 'sending', runId: undefined }, 'Being sent'],
      [{ state: 'refused', runId: undefined }, 'Refused by GitHub'],
      [
        { state: 'unknown', runId: undefined, refType: 'tag', ref: 'v7' },
        'Outcome unknown',
      ],
    ];
    openHome(
      new InMemoryGithubWorkflows({
        dispatches: cases.map(([part], at) =>
          makeDispatch({
            id: `${at}`,
            workflowFile: `${at}.yml`,
            runId: 600 + at,
            ...part,
          }),
        ),
      }),
    );
    expect(await screen.findByText('My recent runs')).toBeInTheDocument();
    for (const [at, [, label]] of cases.entries()) {
      const link = await screen.findByRole('link', {
        name: `${at}.yml of studio-service`,
      });
      expect(link.closest('li')).toHaveTextContent(label);
      expect(link).toHaveAttribute(
        'href',
        `/catalog/default/component/studio-service/workflows${at < 3 ? `/runs/60${at}` : ''}`,
      );
    }
    expect(screen.getByText(/tag v7/)).toBeInTheDocument();
  });

  it('are asked for again while one goes on', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const backend = new InMemoryGithubWorkflows({
      dispatches: [makeDispatch({ runStatus: 'queued' })],
    });
    openHome(backend);
    await screen.findByText('Queued');
    backend.state.dispatches = [
      makeDispatch({ runStatus: 'completed', runConclusion: 'success' }),
    ];
    await asTimePasses(() =>
      expect(screen.getByText('Success')).toBeInTheDocument(),
    );
    const calls = backend.calls('listMyDispatches');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(backend.calls('listMyDispatches')).toBe(calls);
  });

  it('say how to begin', async () => {
    openHome(new InMemoryGithubWorkflows());
    expect(
      await screen.findByText('You have run nothing through the portal yet'),
    ).toBeInTheDocument();
  });

  it('say what went wrong', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('listMyDispatches', {
      status: 401,
      message: 'Your session is over.',
    });
    openHome(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your session is over.Sign in again, then retry.',
    );
  });
});

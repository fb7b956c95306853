import { act, screen } from '@testing-library/react';
import { makeRunningRun } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

function openOverview(backend: InMemoryGithubWorkflows) {
  return renderPlugin({
    backend,
    place: 'waitingCard',
    path: '/studio-service/other',
  });
}

const waiting = (id: number) =>
  makeRunningRun({ id, number: id, status: 'waiting' });
const deployment = {
  environmentId: 7,
  environment: 'production',
  waitMinutes: 0,
  viewer: { mayReview: true },
};

it('shows what waits for whom, with the way to it, and the rest by number', async () => {
  const backend = new InMemoryGithubWorkflows({
    runs: [1, 2, 3, 4, 5, 6, 7].map(waiting),
    deployments: {
      1: {
        waiting: [
          { ...deployment, reviewers: [{ type: 'user', name: 'robin-hale' }] },
        ],
        reviews: [],
      },
      2: { waiting: [{ ...deployment, reviewers: [] }], reviews: [] },
    },
  });
  const { signals } = openOverview(backend);
  expect(
    await screen.findByRole('link', { name: 'Deploy #1' }),
  ).toHaveAttribute('href', '/studio-service/workflows/runs/1');
  expect(
    screen.getByText('production waits for robin-hale'),
  ).toBeInTheDocument();
  expect(
    screen.getByText('production waits for its time to be over'),
  ).toBeInTheDocument();
  expect(screen.getByText('and 2 more')).toBeInTheDocument();
  backend.state.runs = [];
  act(() => signals.emit({ type: 'run-changed', runId: 1 }));
  expect(
    await screen.findByText('No run waits for an approval'),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  const backend = new InMemoryGithubWorkflows();
  await backend.fail('listWaitingRuns', {
    status: 404,
    message: 'No such repository.',
    code: 'repository_not_found',
  });
  openOverview(backend);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'No such repository.',
  );
});

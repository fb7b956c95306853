import { screen } from '@testing-library/react';
import { makeRun, makeRunningRun } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

function openOverview(backend: InMemoryGithubWorkflows) {
  // The card is on every tab of the test page; this one has nothing else on it.
  return renderPlugin({
    backend,
    place: 'card',
    path: '/studio-service/other',
  });
}

describe('the card of the latest runs', () => {
  it('shows the five latest, with the way to each and to all', async () => {
    openOverview(
      new InMemoryGithubWorkflows({
        runs: [
          makeRunningRun({ id: 1, title: 'Newest' }),
          ...Array.from({ length: 8 }, (_, at) =>
            makeRun({ id: at + 2, title: `Older ${at + 1}` }),
          ),
        ],
      }),
    );
    expect(await screen.findByRole('link', { name: 'Newest' })).toHaveAttribute(
      'href',
      '/studio-service/workflows/runs/1',
    );
    expect(screen.getByText('In progress')).toBeInTheDocument();
    expect(screen.getByText('Older 4')).toBeInTheDocument();
    expect(screen.queryByText('Older 5')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All workflows and runs' }),
    ).toHaveAttribute('href', '/studio-service/workflows');
  });

  it('says that nothing has run', async () => {
    openOverview(new InMemoryGithubWorkflows());
    expect(
      await screen.findByText('No workflow of this repository has run yet'),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('listRuns', {
      status: 404,
      message: 'No such repository.',
      code: 'repository_not_found',
    });
    openOverview(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No such repository.',
    );
  });
});

import { screen } from '@testing-library/react';
import { NOW } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { makeStatus } from '../../testHelpers/overviewBuilders';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

function openStatus(backend: InMemoryGithubWorkflows) {
  renderPlugin({ backend, place: 'workflows', path: '/workflows/status' });
}

const budget = { host: 'github.com', credential: 'token', seenAt: NOW };

describe('the status', () => {
  it('tells of budgets, webhooks and what is watched', async () => {
    openStatus(
      new InMemoryGithubWorkflows({
        status: makeStatus({
          budgets: [
            {
              ...budget,
              resource: 'core',
              limit: 5_000,
              remaining: 4_200,
              resetAt: NOW,
            },
            { ...budget, resource: 'graphql', limit: 5_000, remaining: 12 },
            { ...budget, resource: 'search', pausedUntil: NOW },
          ],
          webhooks: { lastAt: NOW, taken: 12, ignored: 3, unreadable: 0 },
          watched: [
            {
              repository: 'github.com/a/b',
              runId: 7,
              askedAt: NOW,
              until: NOW,
            },
            { repository: 'github.com/a/b', runId: 8, until: NOW },
          ],
          leases: [{ name: 'github.com/a/b:7', until: NOW, ours: true }],
        }),
      }),
    );
    await screen.findByText(/12 told something/);
    const rows = screen.getAllByRole('listitem');
    const texts = rows.map(row => row.textContent);
    expect(texts).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Enough left.*core: 4200 of 5000 calls left, anew/,
        ),
        expect.stringMatching(/^Nearly used up.*graphql: 12 of 5000/),
        expect.stringMatching(/^Paused.*unknown number.*nothing is read until/),
        expect.stringMatching(/a\/b, run 7, asked about/),
        'github.com/a/b, run 8',
      ]),
    );
    expect(screen.getByText(/12 told something/)).toHaveTextContent(
      /3 were of repositories that the catalog doesn’t have, and 0 could not/,
    );
    expect(screen.getByText(/2 by this server; 1 are asked/)).toBeVisible();
  });

  it('says so when nothing was asked and nothing has come', async () => {
    openStatus(new InMemoryGithubWorkflows());
    expect(
      await screen.findByText('GitHub has not been asked yet.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/None has come/)).toBeInTheDocument();
  });

  it('says to others that it isn’t theirs', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('getStatus', {
      status: 403,
      name: 'NotAllowedError',
      message: 'Only the platform team sees this.',
    });
    openStatus(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only the platform team sees this.',
    );
  });
});

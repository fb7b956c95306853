import { bugsnagErrorCodes } from '@internal/plugin-bugsnag-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeResponseError } from '@internal/portal-react/testHelpers';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { BugsnagProblemError, problemTitle } from '../../api';
import {
  ago,
  DAY_MS,
  makeProblem,
  makeSummary,
} from '../../testHelpers/builders';
import { unwatched } from '../../testHelpers/entity';
import { InMemoryBugsnag } from '../../testHelpers/InMemoryBugsnag';

function show(summary: Partial<Parameters<typeof makeSummary>[0]> = {}) {
  const backend = new InMemoryBugsnag({ summary: makeSummary(summary) });
  renderPlugin({ backend });
  return backend;
}

const tile = async (name: string) =>
  (await screen.findByText(name)).parentElement!;

describe('the card of an entity', () => {
  it('shows open errors, stability and the worst, which lead to Bugsnag', async () => {
    show();
    expect(await tile('Open errors, last 30 days')).toHaveTextContent('33');
    expect(await tile('Without a crash')).toHaveTextContent(
      '98.76%, below the target of 99%of 5,400 sessions on November 21',
    );
    const worst = screen.getByRole('list', {
      name: 'Errors that most users met',
    });
    const link = within(worst).getByRole('link', { name: /^TypeError/ });
    expect(link).toHaveAttribute(
      'href',
      'https://bugsnag.example/mobworx/webapp/errors/e1',
    );
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(worst).toHaveTextContent(
      /Error ?312 users, 1,840 events, last seen 1 hour ago/,
    );
    await expectAccessible();
  });

  it('says that nothing went wrong, and that a project sends no sessions', async () => {
    show({ openErrors: 0, worst: [], stability: undefined });
    expect(
      await screen.findByText('No open error occurred in the last 30 days.'),
    ).toBeInTheDocument();
    expect(await tile('Without a crash')).toHaveTextContent(
      'sends no sessions',
    );
  });

  it('says why stability is missing, and shows the rest', async () => {
    show({
      openErrors: undefined,
      stability: undefined,
      stabilityProblem: makeProblem(),
    });
    expect(await tile('Without a crash')).toHaveTextContent(
      'Bugsnag answers with an error (500). Try again in a moment.',
    );
    expect(await tile('Open errors, last 30 days')).toHaveTextContent(
      'Not counted',
    );
    expect(screen.getByRole('link', { name: /^TypeError/ })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says since when it is old and why', async () => {
    show({
      stale: true,
      fetchedAt: ago(2 * DAY_MS),
      problem: makeProblem({
        message: 'The portal asks nothing until 2026-11-27 06:12:00 UTC.',
      }),
    });
    const note = await screen.findByText(/last read/);
    expect(note.closest('[role="status"]')).toHaveTextContent(
      /2 days ago.*until 2026-11-27/,
    );
    expect(await tile('Open errors, last 30 days')).toHaveTextContent('33');
  });

  it('gives each problem a heading, a text and a remedy of its own', async () => {
    const titled = bugsnagErrorCodes.filter(code => problemTitle(code));
    expect(titled.length).toBeGreaterThan(20);
    expect(new Set(titled.map(problemTitle)).size).toBe(titled.length);
    const backend = new InMemoryBugsnag();
    const failWith = (code: string) =>
      backend.fail(
        new BugsnagProblemError(
          makeProblem({ code, message: `Why ${code}.`, remedy: `Do ${code}.` }),
        ),
        'getSummary',
      );
    const [first, ...others] = titled.filter(code => code !== 'not_configured');
    failWith(first);
    renderPlugin({ backend });
    expect(await screen.findByText(problemTitle(first)!)).toBeVisible();
    for (const code of others) {
      failWith(code);
      await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
      expect(await screen.findByText(problemTitle(code)!)).toBeVisible();
      expect(screen.getByRole('alert')).toHaveTextContent(
        `Why ${code}.Do ${code}.Code: ${code}`,
      );
    }
    backend.mend();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await tile('Open errors, last 30 days')).toHaveTextContent('33');
  });

  it('is no alarm where Bugsnag was never connected', async () => {
    const backend = new InMemoryBugsnag();
    backend.fail(
      new BugsnagProblemError(
        makeProblem({
          code: 'not_configured',
          message: 'The configuration has no bugsnag.token.',
        }),
      ),
      'getSummary',
    );
    renderPlugin({ backend });
    expect(
      await screen.findByText('Bugsnag isn’t connected yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/has no bugsnag\.token/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that the viewer may not see it, without a button that would change nothing', async () => {
    const backend = new InMemoryBugsnag();
    backend.fail(
      await makeResponseError({
        status: 403,
        message: 'You may not see the errors that Bugsnag collects.',
        code: 'not_permitted',
      }),
      'getSummary',
    );
    renderPlugin({ backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to do this',
    );
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });

  it('isn’t there for an entity without a project, and nothing is asked', async () => {
    const backend = new InMemoryBugsnag();
    renderPlugin({ backend, entity: unwatched });
    expect(await screen.findByText('Another tab')).toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });
});

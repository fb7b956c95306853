import { screen } from '@testing-library/react';
import { REDACTED } from '@internal/plugin-github-workflows-common';
import { makeDispatch, makeRun } from '../../testHelpers/builders';
import { openRun, TAB } from '../../__testUtils__/steps';

const SEEN = 'c0ffee'.padEnd(40, '0');

describe('how a run came about', () => {
  it('says with both commits that the branch has moved since the form', async () => {
    const run = makeRun();
    openRun({ runs: [run], dispatches: [makeDispatch({ headShaSeen: SEEN })] });
    expect(
      await screen.findByText('The branch moved between the form and the run'),
    ).toBeInTheDocument();
    expect(screen.getByTitle(SEEN)).toHaveTextContent(/^c0ffee0$/);
    expect(screen.getByText(/You saw/)).toHaveTextContent(
      `You saw c0ffee0, and it ran ${run.headSha.slice(0, 7)}.`,
    );
    expect(
      screen.getByRole('link', { name: /See what changed in between/ }),
    ).toHaveAttribute(
      'href',
      `https://github.com/MobWorx/studio-service/compare/${SEEN}...${run.headSha}`,
    );
  });

  it('says nothing of the kind while the commit is the one of the form', async () => {
    const run = makeRun();
    openRun({
      runs: [run],
      dispatches: [makeDispatch({ headShaSeen: run.headSha })],
    });
    expect(
      await screen.findByText('Started in the portal.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/The branch moved/)).not.toBeInTheDocument();
  });

  it('labels a run that was matched, and one of the App', async () => {
    openRun({
      runs: [makeRun()],
      dispatches: [makeDispatch({ match: 'matched', identity: 'app' })],
    });
    expect(
      await screen.findByText(
        /as its GitHub App; the audit says who asked. Matched: GitHub didn’t name this run/,
      ),
    ).toBeInTheDocument();
  });

  it('leads to the form with the same ref and inputs, hidden ones said so', async () => {
    const inputs = { note: 'again', token: REDACTED };
    openRun({
      runs: [makeRun()],
      dispatches: [makeDispatch({ ref: 'v7', refType: 'tag', inputs })],
    });
    const link = await screen.findByRole('link', {
      name: 'Run again with the same inputs',
    });
    const url = new URL(link.getAttribute('href')!, 'http://portal');
    expect(url.pathname).toBe(TAB);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      workflow: 'deploy.yml',
      ref: 'v7',
      refType: 'tag',
      inputs: JSON.stringify(inputs),
    });
    expect(
      screen.getByText(/What looks like a secret is hidden here/),
    ).toBeInTheDocument();
  });

  it('says why a run from outside the portal can’t be run with the same inputs', async () => {
    openRun({ runs: [makeRun()] });
    expect(
      await screen.findByText(/GitHub keeps no record of its inputs/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Run again/ }),
    ).not.toBeInTheDocument();
  });
});

import { sonarqubeInsightsErrorCodes } from '@internal/plugin-sonarqube-insights-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeResponseError } from '@internal/portal-react/testHelpers';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { problemTitle, SonarqubeProblemError } from '../../api';
import {
  ago,
  DAY_MS,
  makeProblem,
  makeSummary,
  WEBAPP,
} from '../../testHelpers/builders';
import { unscanned } from '../../testHelpers/entity';
import { InMemorySonarqube } from '../../testHelpers/InMemorySonarqube';

function withSummary(summary: Parameters<typeof makeSummary>[0]) {
  return new InMemorySonarqube({
    summaries: [{ entityRef: WEBAPP, summary: makeSummary(summary) }],
  });
}

/** The text of a tile. */
async function tile(name: string) {
  return (await screen.findByText(name)).parentElement!;
}

describe('the card of an entity', () => {
  it('shows gate, numbers and ratings, each leading to its page in SonarQube', async () => {
    renderPlugin({ backend: new InMemorySonarqube() });
    expect(
      await screen.findByRole('link', { name: /^Gate failed: WebApp/ }),
    ).toHaveAttribute(
      'href',
      'https://sonar.example/code/dashboard?id=mobworx_webapp',
    );
    const bugs = within(await tile('Bugs'));
    const link = bugs.getByRole('link', { name: /^Bugs: 3/ });
    expect(link).toHaveAttribute(
      'href',
      'https://sonar.example/code/project/issues?id=mobworx_webapp&resolved=false&types=BUG',
    );
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(bugs.getByRole('img', { name: 'Rated C' })).toBeInTheDocument();
    expect(await tile('Vulnerabilities')).toHaveTextContent(/0A$/);
    expect(await tile('Code smells')).toHaveTextContent('1,234');
    expect(await tile('Coverage')).toHaveTextContent('71.3%');
    expect(await tile('Duplication')).toHaveTextContent('2%');
    expect(screen.getByText(/^Analysed/)).toHaveTextContent('3 hours ago');
    await expectAccessible();
  });

  it('says of what SonarQube has no number that it isn’t measured, never undefined or 0', async () => {
    renderPlugin({ backend: withSummary({ measures: { bugs: 0 } }) });
    for (const name of ['Coverage', 'Duplication', 'Hotspots reviewed']) {
      const text = (await tile(name)).textContent;
      expect(text).toBe(`${name}Not measured`);
    }
    expect(await tile('Bugs')).toHaveTextContent(/^Bugs0/);
    expect(document.body.textContent).not.toMatch(/undefined|NaN|null/);
  });

  it('counts in the words of the multi-quality-rule mode where SonarQube does', async () => {
    renderPlugin({
      backend: withSummary({
        gateStatus: 'OK',
        mode: 'MQR',
        measures: {
          bugs: 9,
          software_quality_security_issues: 4,
          software_quality_security_rating: 4,
          software_quality_reliability_issues: 0,
        },
      }),
    });
    const security = await tile('Security issues');
    expect(security).toHaveTextContent('4');
    expect(within(security).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('impactSoftwareQualities=SECURITY'),
    );
    expect(screen.queryByText('Bugs')).not.toBeInTheDocument();
  });

  it('says that a project was never analysed, and what to do', async () => {
    renderPlugin({
      backend: withSummary({
        analysedAt: undefined,
        gateStatus: 'NONE',
        measures: {},
      }),
    });
    expect(await screen.findByText('Not analysed yet')).toBeInTheDocument();
    expect(screen.getByText(/run SonarQube’s scanner/)).toBeInTheDocument();
    expect(screen.queryByText('Not measured')).not.toBeInTheDocument();
  });

  it('says how old old findings are', async () => {
    renderPlugin({ backend: withSummary({ analysedAt: ago(100 * DAY_MS) }) });
    expect(await screen.findByRole('note')).toHaveTextContent(
      /These findings are old: analysed 3 months ago/,
    );
  });

  it('says since when the numbers are stale and why, and keeps them', async () => {
    renderPlugin({
      backend: withSummary({
        stale: true,
        fetchedAt: ago(2 * DAY_MS),
        problem: makeProblem({ message: 'SonarQube is silent.' }),
      }),
    });
    const note = await screen.findByText(/last read/);
    expect(note.closest('[role="status"]')).toHaveTextContent(
      /2 days ago.*SonarQube is silent\. Look at/,
    );
    expect(await tile('Bugs')).toHaveTextContent('3');
  });

  it.each(
    sonarqubeInsightsErrorCodes.filter(code =>
      /^(sonarqube_|project_|not_configured|instance_|annotation_)/.test(code),
    ),
  )('gives %s a text and a remedy of its own', async code => {
    const remedy = `What to do about ${code}.`;
    const problem = makeProblem({ code, message: `Why ${code}.`, remedy });
    renderPlugin({
      backend: new InMemorySonarqube({
        summaries: [{ entityRef: WEBAPP, problem }],
      }),
    });
    expect(await screen.findByText(problemTitle(code)!)).toBeInTheDocument();
    expect(screen.getByText(new RegExp(`Why ${code}`))).toBeInTheDocument();
    expect(document.body).toHaveTextContent(remedy);
    // What only waits for the platform team is no alarm.
    expect(screen.queryAllByRole('alert')).toHaveLength(
      ['not_configured', 'instance_unknown'].includes(code) ? 0 : 1,
    );
  });

  it('has a heading of its own for every problem', () => {
    const titles = sonarqubeInsightsErrorCodes.flatMap(
      code => problemTitle(code) ?? [],
    );
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThan(15);
  });

  it('asks again when it is told to', async () => {
    const backend = new InMemorySonarqube();
    backend.fail('getSummary', new SonarqubeProblemError(makeProblem()));
    renderPlugin({ backend });
    await screen.findByText('SonarQube itself is failing');
    backend.mend('getSummary');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await tile('Bugs')).toHaveTextContent('3');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that the viewer may not see it, without a button that would change nothing', async () => {
    const backend = new InMemorySonarqube();
    backend.fail(
      'getSummary',
      await makeResponseError({
        status: 403,
        message: 'You may not see what SonarQube found.',
        code: 'not_permitted',
      }),
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
    const backend = new InMemorySonarqube();
    renderPlugin({ backend, entity: unscanned });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });
});

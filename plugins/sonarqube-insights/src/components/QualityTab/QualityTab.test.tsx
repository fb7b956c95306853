import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import {
  address,
  expectAddress,
  expectLastCall,
  openTab,
  section,
} from '../../__testUtils__/qualityTab';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { SonarqubeProblemError } from '../../api';
import {
  makeDetails,
  makeHistory,
  makeIssue,
  makeIssues,
  makeProblem,
  makeSummary,
  WEBAPP,
} from '../../testHelpers/builders';
import { InMemorySonarqube } from '../../testHelpers/InMemorySonarqube';

describe('the tab of an entity', () => {
  it('says which threshold of the gate failed and by how much', async () => {
    openTab();
    const gate = await section('Quality gate');
    expect(gate.getByText('1 of 2 conditions failed')).toBeInTheDocument();
    const cellsOf = (name: string) =>
      within(gate.getByRole('row', { name: new RegExp(name) }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(cellsOf('^Coverage on New Code')).toEqual([
      'Failed7.9 percentage points too little',
      '72.1%',
      '80% or more',
    ]);
    expect(cellsOf('^Reliability Rating')).toEqual(['Met', 'A', 'A']);
    expect(
      gate.getByText(/what changed since version 2\.3\.0/),
    ).toBeInTheDocument();
    await expectAccessible();
  });

  it('shows measures of new code beside those of all code, each with its page', async () => {
    openTab();
    const measures = await section('Measures');
    const bugs = within(measures.getByRole('row', { name: /^Bugs/ }));
    expect(
      bugs.getByRole('link', { name: /^Bugs, all code: 3/ }),
    ).toHaveAttribute('href', expect.not.stringContaining('NewCode'));
    expect(
      bugs.getByRole('link', { name: /^Bugs, new code: 1/ }),
    ).toHaveAttribute('href', expect.stringContaining('inNewCodePeriod=true'));
    expect(
      measures.getByRole('row', { name: /^Technical debt/ }),
    ).toHaveTextContent('3d 1h');
    expect(
      measures.getByRole('row', { name: /^Duplication/ }),
    ).toHaveTextContent('2%Not measured');
  });

  it('draws the course of what was measured, and reads it out as tables', async () => {
    openTab();
    const trend = await section('Trend');
    const table = await trend.findByRole('table', {
      name: 'Bugs and vulnerabilities, last 30 days',
      hidden: true,
    });
    expect(
      within(table)
        .getAllByRole('cell', { hidden: true })
        .map(({ textContent }) => textContent),
    ).toEqual(['5', '3']);
    expect(
      trend.getByRole('figure', { name: /^Coverage and duplication/ }),
    ).toBeInTheDocument();
    expect(trend.queryByText('Code smells')).not.toBeInTheDocument();
  });

  it('lists the worst issues with file, line and a link, of all code or of new code', async () => {
    const backend = openTab();
    const issues = await section('Worst issues');
    const link = await issues.findByRole('link', {
      name: /^Remove this dereference/,
    });
    expect(link).toHaveAttribute('href', makeIssue().url);
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
    const row = link.closest('li')!;
    expect(row).toHaveTextContent('Critical bug');
    expect(row).toHaveTextContent('src/rooms/join.ts:42');
    expect(row).toHaveTextContent('takes about 10min, found 5 days ago');
    expect(issues.getByText(/the worst 1 of 1,237/)).toBeInTheDocument();
    await userEvent.click(issues.getByRole('radio', { name: 'New code' }));
    await expectAddress(/issues=new/);
    await expectLastCall(backend, 'getIssues', [WEBAPP, { scope: 'new' }]);
  });

  it('asks for the branch or pull request that is chosen, and keeps it in the address', async () => {
    const backend = openTab({}, '?issues=new');
    await section('Quality gate');
    const choose = async (name: RegExp) => {
      await userEvent.click(
        screen.getByRole('button', { name: /Branch or pull request/ }),
      );
      await userEvent.click(await screen.findByRole('option', { name }));
    };
    await choose(/^#142 Add chat: Gate passed/);
    await expectAddress(/\?issues=new&pullRequest=142$/);
    await expectLastCall(backend, 'getDetails', [
      WEBAPP,
      { pullRequest: '142' },
    ]);
    expect(
      await screen.findByText('A pull request has no trend'),
    ).toBeInTheDocument();
    await choose(/^release\/2\.x/);
    await expectAddress(/\?issues=new&branch=release%2F2\.x$/);
    await expectLastCall(backend, 'getHistory', [WEBAPP, 'release/2.x']);
    await choose(/^main \(main branch\)/);
    await expectAddress(/\?issues=new$/);
  });

  it('says that SonarQube has no such branch, and leads back', async () => {
    const backend = openTab({}, '?branch=gone');
    backend.fail(
      'getDetails',
      new SonarqubeProblemError(
        makeProblem({ code: 'branch_not_found', message: 'No branch gone.' }),
      ),
    );
    expect(
      await screen.findByText('SonarQube has no such branch'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Trend' }),
    ).not.toBeInTheDocument();
    backend.mend('getDetails');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show the main branch' }),
    );
    await waitFor(() => expect(address()).not.toContain('branch'));
    await section('Quality gate');
  });

  it.each(['?branch=a&pullRequest=1', '?branch=a%00b', '?pullRequest=1%202'])(
    'shows the main branch where the address makes no sense (%s)',
    async search => {
      const backend = openTab({}, search);
      await section('Quality gate');
      expect(backend.calls('getDetails')).toEqual([[WEBAPP, {}]]);
    },
  );

  it('counts in the words of the multi-quality-rule mode', async () => {
    openTab({
      details: () =>
        makeDetails({
          mode: 'MQR',
          overall: {
            software_quality_security_issues: 2,
            software_quality_maintainability_remediation_effort: 45,
          },
          newCode: { new_software_quality_security_issues: 0 },
        }),
      history: makeHistory({
        series: [
          {
            metric: 'software_quality_security_issues',
            points: makeHistory().series[0].points,
          },
        ],
      }),
      issues: () => makeIssues({ mode: 'MQR' }),
    });
    const measures = await section('Measures');
    expect(
      measures.getByRole('row', { name: /^Security issues/ }),
    ).toHaveTextContent('20');
    expect(
      measures.getByRole('row', { name: /^Technical debt/ }),
    ).toHaveTextContent('45min');
    expect(await screen.findByText('High: reliability')).toBeInTheDocument();
    expect(
      await screen.findByRole('figure', { name: /^Reliability and security/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Bugs')).not.toBeInTheDocument();
  });

  it('keeps what else is known when a part of it fails', async () => {
    const backend = new InMemorySonarqube();
    const broken = new SonarqubeProblemError(
      makeProblem({ code: 'sonarqube_timeout' }),
    );
    for (const method of ['getIssues', 'getHistory', 'getBranches'] as const) {
      backend.fail(method, broken);
    }
    renderPlugin({ backend, place: 'tab' });
    await section('Quality gate');
    for (const name of ['Trend', 'Worst issues']) {
      expect(await (await section(name)).findByRole('alert')).toHaveTextContent(
        'SonarQube takes too long to answer',
      );
    }
    expect(
      await screen.findByText(/Branches can’t be listed/),
    ).toBeInTheDocument();
    backend.mend('getHistory');
    const trend = await section('Trend');
    await userEvent.click(trend.getByRole('button', { name: 'Retry' }));
    expect(
      await trend.findByRole('figure', { name: /^Bugs/ }),
    ).toBeInTheDocument();
  });

  it('says what there is none of', async () => {
    openTab({
      details: () =>
        makeDetails({
          gate: { status: 'OK', conditions: [], ignoredConditions: true },
        }),
      history: makeHistory({ series: [] }),
      issues: () => makeIssues({ issues: [], total: 0 }),
    });
    for (const text of [
      'The gate has no conditions',
      'No analysis in the last 30 days',
      'No open issues',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText(/fewer than 20 lines/)).toBeInTheDocument();
  });

  it('says that a pull request was never analysed', async () => {
    openTab(
      {
        details: code => makeDetails({ code, analysedAt: undefined }),
      },
      '?pullRequest=142',
    );
    expect(await screen.findByText('Not analysed yet')).toBeInTheDocument();
    expect(
      screen.getByText(/no analysis of pull request #142/),
    ).toBeInTheDocument();
  });

  it('names what to configure where SonarQube isn’t connected, without an alarm', async () => {
    const backend = new InMemorySonarqube();
    backend.fail(
      'getDetails',
      new SonarqubeProblemError(
        makeProblem({
          code: 'not_configured',
          message: 'There is no block sonarqube.',
          remedy: 'Set sonarqube.baseUrl and sonarqube.apiKey.',
        }),
      ),
    );
    renderPlugin({ backend, place: 'tab' });
    expect(
      await screen.findByText('SonarQube isn’t connected yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Set sonarqube\.baseUrl/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows a skeleton until the answer is there', async () => {
    const backend = new InMemorySonarqube();
    let answer!: () => void;
    const awaited = new Promise<void>(resolve => {
      answer = resolve;
    });
    backend.getDetails = async (_ref, code) => {
      await awaited;
      return makeDetails({ code, overall: makeSummary().measures });
    };
    renderPlugin({ backend, place: 'tab' });
    expect(
      await screen.findByRole('status', { name: 'Loading code quality' }),
    ).toBeInTheDocument();
    await act(async () => answer());
    await section('Measures');
  });
});

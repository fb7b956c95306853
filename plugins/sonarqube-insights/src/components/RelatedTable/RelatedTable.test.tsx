import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { SonarqubeProblemError } from '../../api';
import { makeProblem, makeSummary, WEBAPP } from '../../testHelpers/builders';
import {
  clientApps,
  ios,
  mobz,
  unscanned,
  webapp,
} from '../../testHelpers/entity';
import { InMemorySonarqube } from '../../testHelpers/InMemorySonarqube';

const IOS = 'component:default/ios';
const ANDROID = 'component:default/android';

const android = {
  ...ios,
  metadata: { ...ios.metadata, name: 'android', title: 'Android app' },
};
const catalog = [webapp, ios, android, unscanned, clientApps, mobz];

const backendWith = () =>
  new InMemorySonarqube({
    summaries: [
      {
        entityRef: WEBAPP,
        summary: makeSummary({ gateStatus: 'OK', measures: { bugs: 3 } }),
      },
      {
        entityRef: ANDROID,
        summary: makeSummary({
          entityRef: ANDROID,
          measures: { bugs: 20, coverage: 50 },
        }),
      },
      {
        entityRef: IOS,
        problem: makeProblem({ code: 'sonarqube_forbidden', message: 'Why.' }),
      },
    ],
  });

const open = (backend: InMemorySonarqube, search = '', entity = clientApps) =>
  renderPlugin({ backend, place: 'related', entity, catalog, search });

const names = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

describe('the tab of a system', () => {
  it('shows every component by one request: its numbers, its problem, or that it has no project', async () => {
    const backend = backendWith();
    open(backend);
    const failed = await screen.findByRole('row', { name: /^Android app/ });
    expect(backend.calls('getSummaries')).toEqual([
      [expect.arrayContaining([ANDROID, IOS, WEBAPP])],
    ]);
    expect(backend.calls('getSummaries')[0][0]).toHaveLength(3);
    expect(failed).toHaveTextContent('Gate failed');
    expect(failed).toHaveTextContent('50%');
    const passed = screen.getByRole('row', { name: /^WebApp/ });
    expect(passed).toHaveTextContent('Gate passed');
    expect(passed).toHaveTextContent('Not measured');
    expect(
      within(passed).getByRole('link', { name: 'WebApp' }),
    ).toHaveAttribute('href', '/catalog/default/component/webapp');
    const forbidden = screen.getByRole('row', { name: /^iOS app/ });
    expect(forbidden).toHaveTextContent(
      'SonarQube doesn’t show the portal this projectWhy.Look at',
    );
    expect(screen.getByRole('row', { name: /^Demo/ })).toHaveTextContent(
      'Not in SonarQube: its file in the catalog has no annotation sonarqube.org/project-key.',
    );
    expect(
      screen.getByText(
        '4 components: 1 fails its quality gate, 1 can’t be seen, 1 isn’t in SonarQube.',
      ),
    ).toBeInTheDocument();
    expect(document.body.textContent).not.toMatch(/undefined|NaN/);
    await expectAccessible();
  });

  it('sorts by any column, keeps that in the address and what has no value at the end', async () => {
    open(backendWith());
    await screen.findByRole('row', { name: /^WebApp/ });
    // What fails comes first.
    expect(names().slice(0, 2)).toEqual(['Android app', 'WebApp']);
    const bugs = screen.getByRole('button', { name: 'Bugs' });
    await userEvent.click(bugs);
    await waitFor(() =>
      expect(names().slice(0, 2)).toEqual(['WebApp', 'Android app']),
    );
    expect(screen.getByRole('columnheader', { name: 'Bugs' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await userEvent.click(bugs);
    await waitFor(() =>
      expect(screen.getByLabelText('address')).toHaveTextContent(
        'sort=bugs&direction=descending',
      ),
    );
    expect(names().slice(0, 2)).toEqual(['Android app', 'WebApp']);
  });

  it('opens in the order of the address', async () => {
    open(backendWith(), '?sort=component&direction=descending');
    await screen.findByRole('row', { name: /^WebApp/ });
    expect(names()).toEqual(['WebApp', 'iOS app', 'Demo', 'Android app']);
  });

  it('finds the components of all systems of a domain', async () => {
    open(backendWith(), '', mobz);
    expect(
      await screen.findByRole('heading', { name: 'Code quality of MobZ' }),
    ).toBeInTheDocument();
    expect(await screen.findAllByRole('rowheader')).toHaveLength(4);
  });

  it('says that a system has no components, and asks for nothing', async () => {
    const backend = backendWith();
    renderPlugin({ backend, place: 'related', entity: clientApps });
    expect(
      await screen.findByText('Client apps has no components'),
    ).toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });

  it('says what went wrong with the whole request', async () => {
    const backend = backendWith();
    backend.fail('getSummaries', new SonarqubeProblemError(makeProblem()));
    open(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'SonarQube itself is failing',
    );
    backend.mend('getSummaries');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findAllByRole('rowheader')).toHaveLength(4);
  });
});

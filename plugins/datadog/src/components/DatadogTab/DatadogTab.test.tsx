import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { DatadogProblemError, DatadogApi } from '../../api';
import {
  makeDashboards,
  makeDependencies,
  makeEvents,
  makeIncidents,
  makeSignals,
} from '../../testHelpers/activityBuilders';
import {
  makeMonitors,
  makeProblem,
  makeSite,
  makeSlo,
  makeSloHistory,
  makeSlos,
  WEBAPP,
} from '../../testHelpers/builders';
import { webapp, withAnnotations } from '../../testHelpers/entity';
import {
  InMemoryDatadog,
  InMemoryState,
} from '../../testHelpers/InMemoryDatadog';

function open(state: Partial<InMemoryState> = {}, search = '') {
  const backend = new InMemoryDatadog(state);
  renderPlugin({ backend, search });
  return backend;
}

async function section(name: string) {
  return within(await screen.findByRole('region', { name }));
}

const expectAddress = (expected: RegExp) =>
  waitFor(() =>
    expect(screen.getByLabelText('address').textContent).toMatch(expected),
  );

const rowNames = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

describe('the tab of an entity', () => {
  it('lists the monitors with state, priority, muting and groups, the worst first', async () => {
    open();
    const monitors = await section('Monitors');
    const table = await monitors.findByRole('region', {
      name: 'List of monitors',
    });
    const cells = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent);
    expect(cells[0]).toMatch(
      /^Too many errors of webapp.*Alertsince 2 hours ago3 groups not OKhost:a: Alertand 2 moreP1$/,
    );
    expect(cells[1]).toMatch(
      /^Disk of webapp.*Muted env:production without an end.*WarnP?/,
    );
    expect(cells[2]).toMatch(/^Latency of webapp.*OK/);
    expect(
      monitors.getByRole('link', { name: /^Too many errors/ }),
    ).toHaveAttribute('href', 'https://app.datadoghq.eu/monitors/101');
    await expectAccessible();
  });

  it('shows only monitors in a state and sorts them, both kept in the address', async () => {
    open();
    const monitors = await section('Monitors');
    await userEvent.click(
      await monitors.findByRole('button', { name: 'Priority' }),
    );
    await expectAddress(/\?sort=priority$/);
    await userEvent.click(monitors.getByRole('radio', { name: 'Muted 1' }));
    await expectAddress(/sort=priority&monitors=muted$/);
    const table = await monitors.findByRole('region', {
      name: 'List of monitors',
    });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(1);
    expect(table).toHaveTextContent('Disk of webapp');
    await userEvent.click(monitors.getByRole('radio', { name: 'No data 0' }));
    expect(
      await monitors.findByText('None of the monitors is in this state'),
    ).toBeInTheDocument();
  });

  it('shows SLOs with their error budgets, and the history of one', async () => {
    const backend = open();
    const slos = await section('SLOs');
    expect(
      (await slos.findAllByRole('listitem')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      expect.stringMatching(/^Breached/),
      '7d 99.95% of 99.9%50% of the error budget left',
      '30d 99.81% of 99.9%Error budget overspent by 90%',
    ]);
    expect(backend.calls('getSloHistory')).toEqual([]);
    await userEvent.click(
      slos.getByRole('button', { name: 'History of Sign-in works' }),
    );
    const table = await slos.findByRole('table', {
      name: 'Sign-in works, last 30 days',
      hidden: true,
    });
    expect(
      within(table)
        .getAllByRole('cell', { hidden: true })
        .map(({ textContent }) => textContent),
    ).toEqual(['99.95%', '99.9%', '99.7%', '99.9%']);
    await userEvent.click(slos.getByRole('radio', { name: '7 days' }));
    await waitFor(() =>
      expect(backend.calls('getSloHistory').at(-1)).toEqual([
        WEBAPP,
        'slo1',
        { environment: 'production', window: '7d' },
      ]),
    );
    await expectAddress(/\?slo=slo1&window=7d$/);
  });

  it('draws requests, errors and latency, and leaves gaps empty', async () => {
    open();
    const signals = await section('Golden signals');
    const cellsOf = async (name: string) =>
      within(await signals.findByRole('table', { name, hidden: true }))
        .getAllByRole('cell', { hidden: true })
        .map(({ textContent }) => textContent);
    expect(await cellsOf('Requests, last 4 hours')).toEqual([
      '12.35/s',
      '12/s',
      '–',
      '3/s',
    ]);
    expect(await cellsOf('Errors, last 4 hours')).toEqual(['0.5/s']);
    expect(await cellsOf('Latency, last 4 hours')).toEqual(['230 ms', '1.4 s']);
  });

  it('lists incidents in progress, events and dashboards', async () => {
    open();
    const incidents = await section('Incidents in progress');
    const incident = await incidents.findByRole('listitem');
    expect(incident).toHaveTextContent('SEV-2, active#42 Nobody can sign in');
    expect(incident).toHaveTextContent(
      'Since 1 hour ago. Customers feel it: Sign-in fails.',
    );
    const events = await section('Events');
    expect(await events.findByRole('listitem')).toHaveTextContent(
      'SuccessDeployed webapp 4.11.0By the workflow deploy.yml1 hour ago, from github',
    );
    const dashboards = await section('Dashboards');
    expect(await dashboards.findByRole('listitem')).toHaveTextContent(
      'WebApp RUMNamed in the catalog, changed 1 hour ago',
    );
  });

  it('lays what the catalog declares beside what Datadog observed', async () => {
    open();
    const dependencies = await section('Dependencies');
    expect(
      await dependencies.findByText(/^4 dependencies: 1 observed/),
    ).toBeInTheDocument();
    const rows = dependencies.getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^Not in the catalog.*legacy-mailer.*Extra.*add it to dependsOn/,
      ),
      expect.stringMatching(/^Stream Servicestream-serviceMissing/),
      expect.stringMatching(/^Bucket–Declared only/),
      expect.stringMatching(
        /^AppSync Serviceappsync-serviceDeclared and observed/,
      ),
    ]);
    expect(
      dependencies.getByRole('link', { name: 'Stream Service' }),
    ).toHaveAttribute('href', '/catalog/default/component/stream-service');
    expect(dependencies.getByText(/^Called by/)).toHaveTextContent(
      'Called by ios.',
    );
  });

  it('asks for the environment and the time that are chosen, and keeps them in the address', async () => {
    const backend = open({}, '?environment=nowhere&period=2y');
    await section('Monitors');
    expect(backend.calls('getSignals')).toEqual([
      [WEBAPP, { environment: 'production', period: '4h' }],
    ]);
    await userEvent.click(screen.getByRole('radio', { name: 'Staging' }));
    await userEvent.click(screen.getByRole('radio', { name: '1 day' }));
    await expectAddress(/\?environment=staging&period=1d$/);
    const place = { environment: 'staging' };
    const asked: [keyof DatadogApi, object][] = [
      ['getMonitors', place],
      ['getSlos', place],
      ['getIncidents', place],
      ['getDependencies', place],
      ['getSignals', { ...place, period: '1d' }],
      ['getEvents', { ...place, period: '1d' }],
    ];
    await waitFor(() => {
      for (const [method, query] of asked) {
        expect(backend.calls(method).at(-1)).toEqual([WEBAPP, query]);
      }
    });
  });

  it('says in each part what failed in it and what to do, and retries it alone', async () => {
    const backend = new InMemoryDatadog();
    const parts: Record<string, [keyof DatadogApi, string, string]> = {
      Monitors: ['getMonitors', 'datadog_scope_missing', 'lacks a scope'],
      SLOs: ['getSlos', 'datadog_timeout', 'too long to answer'],
      'Golden signals': ['getSignals', 'datadog_rate_limited', 'too often'],
      'Incidents in progress': [
        'getIncidents',
        'datadog_answer_not_json',
        'a page',
      ],
      Events: ['getEvents', 'datadog_unreachable', 'can’t be reached'],
      Dependencies: [
        'getDependencies',
        'datadog_answer_truncated',
        'broke off',
      ],
    };
    for (const [method, code] of Object.values(parts)) {
      backend.fail(
        method,
        new DatadogProblemError(makeProblem({ code, remedy: `Mend ${code}.` })),
      );
    }
    renderPlugin({ backend });
    for (const [name, [, code, title]] of Object.entries(parts)) {
      const alert = await (await section(name)).findByRole('alert');
      expect(alert).toHaveTextContent(title);
      expect(alert).toHaveTextContent(`Mend ${code}.`);
    }
    expect(await screen.findByText('WebApp RUM')).toBeInTheDocument();
    backend.mend('getEvents');
    const events = await section('Events');
    await userEvent.click(events.getByRole('button', { name: 'Retry' }));
    expect(await events.findByRole('listitem')).toBeInTheDocument();
    expect(screen.getAllByRole('alert')).toHaveLength(5);
  });

  it('says what there is none of, and what would change that', async () => {
    open({
      monitors: makeMonitors({ monitors: [] }),
      slos: makeSlos({ slos: [] }),
      signals: makeSignals({ requests: [], errors: [], p95: [] }),
      incidents: makeIncidents({ incidents: [] }),
      events: makeEvents({ events: [] }),
      dashboards: makeDashboards({ dashboards: [] }),
      dependencies: makeDependencies({
        dependencies: [],
        calledBy: [],
        serviceSeen: false,
      }),
    });
    for (const text of [
      'No monitors in this environment',
      'No SLOs in this environment',
      'Datadog has measured nothing in this time',
      'No incident is in progress',
      'No event in the last 4 hours',
      'No dashboards',
      'Datadog has seen no calls of webapp',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says of old answers how old they are and why', async () => {
    open({
      monitors: makeMonitors({
        stale: true,
        problem: makeProblem({
          code: 'datadog_rate_limited',
          message: 'Too many calls.',
          resumesAt: '2026-11-24T10:00:00Z',
        }),
      }),
    });
    const monitors = await section('Monitors');
    const note = await monitors.findByText(/last read/);
    expect(note.closest('[role="status"]')).toHaveTextContent(
      /last read 1 minute ago.*Too many calls\..*asks again at 2026-11-24/,
    );
    expect(rowNames().length).toBeGreaterThan(2);
  });

  it('says which annotation can’t be understood, and asks for nothing of it', async () => {
    const backend = new InMemoryDatadog();
    renderPlugin({
      backend,
      entity: withAnnotations(webapp, {
        'datadoghq.com/service-name': '../etc',
        'datadoghq.com/monitor_tags': 'team:web',
        'datadoghq.com/slo_tag': 'a b',
      }),
    });
    await section('Monitors');
    const notes = screen.getAllByRole('note').map(note => note.textContent);
    expect(notes).toEqual([
      expect.stringMatching(/datadoghq\.com\/service-name can’t be understood/),
      expect.stringMatching(/datadoghq\.com\/slo_tag can’t be understood/),
    ]);
    expect(
      screen.getByText('No service in Datadog is named'),
    ).toBeInTheDocument();
    expect(backend.calls('getSlos')).toEqual([]);
    expect(backend.calls('getSignals')).toEqual([]);
  });

  it('embeds without keys, says what is missing, and asks for no data', async () => {
    const backend = open({ site: makeSite({ hasKeys: false }) });
    expect(
      await screen.findByText('Datadog’s data isn’t connected yet'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Datadog dashboard')).toBeInTheDocument();
    expect(backend.asked).toEqual([['getSite']]);
  });

  it('opens what the address names', async () => {
    open(
      {
        slos: makeSlos({ slos: [makeSlo(), makeSlo({ id: 'b', name: 'B' })] }),
        sloHistory: makeSloHistory({ points: [] }),
      },
      '?environment=staging&slo=b&monitors=ok&sort=monitor&direction=descending',
    );
    const slos = await section('SLOs');
    expect(
      await slos.findByRole('button', { name: 'History of B' }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(
      await slos.findByText('Nothing was measured in these days'),
    ).toBeInTheDocument();
    const monitors = await section('Monitors');
    expect(await monitors.findByRole('radio', { name: 'OK 1' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Staging' })).toBeChecked();
  });
});

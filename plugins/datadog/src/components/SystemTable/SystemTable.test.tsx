import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { DatadogProblemError } from '../../api';
import {
  answered,
  counts,
  makeProblem,
  makeSummary,
  WEBAPP,
} from '../../testHelpers/builders';
import {
  clientApps,
  ios,
  makeEntity,
  unnamed,
  webapp,
} from '../../testHelpers/entity';
import { InMemoryDatadog } from '../../testHelpers/InMemoryDatadog';

const IOS = 'component:default/ios';
const ANDROID = 'component:default/android';
const android = makeEntity('Component', 'android', 'Android app', {
  annotations: { 'datadoghq.com/monitor_tags': 'service:android' },
  partOf: 'system:default/client-apps',
});
const catalog = [webapp, ios, android, unnamed, clientApps];

const backendWith = () =>
  new InMemoryDatadog({
    summaries: [
      {
        entityRef: WEBAPP,
        summary: makeSummary({
          monitors: answered({
            health: { state: 'OK', muted: false, unmutedState: 'OK' },
            counts: counts({ alert: 0, ok: 3 }),
          }),
          slos: {
            outcome: 'failed',
            problem: makeProblem({ code: 'datadog_scope_missing' }),
          },
          incidents: answered({ total: 0, gravest: [] }),
        }),
      },
      { entityRef: ANDROID, summary: makeSummary({ entityRef: ANDROID }) },
      {
        entityRef: IOS,
        problem: makeProblem({ code: 'annotation_malformed', message: 'Why.' }),
      },
    ],
  });

const open = (backend: InMemoryDatadog, search = '', known = catalog) =>
  renderPlugin({
    backend,
    place: 'system',
    entity: clientApps,
    catalog: known,
    search,
  });

const names = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

describe('the tab of a system', () => {
  it('shows every component by one request: its numbers, its problem, or that it isn’t in Datadog', async () => {
    const backend = backendWith();
    open(backend);
    const alerting = await screen.findByRole('row', { name: /^Android app/ });
    const [[refs, query], ...others] = backend.calls('getSummaries');
    expect(others).toEqual([]);
    expect([...(refs as string[])].sort()).toEqual([ANDROID, IOS, WEBAPP]);
    expect(query).toEqual({ environment: 'production' });
    expect(alerting).toHaveTextContent(
      'Android appAlert1002 SLOs, 1 breachedError budget overspent by 90%1',
    );
    const fine = screen.getByRole('row', { name: /^WebApp/ });
    expect(fine).toHaveTextContent(/WebAppOK000.*lacks a scope0$/);
    expect(within(fine).getByRole('link', { name: 'WebApp' })).toHaveAttribute(
      'href',
      '/catalog/default/component/webapp',
    );
    expect(screen.getByRole('row', { name: /^iOS app/ })).toHaveTextContent(
      'An annotation is malformedWhy.Look at',
    );
    expect(screen.getByRole('row', { name: /^Demo/ })).toHaveTextContent(
      'Not in Datadog: its file in the catalog has no annotation datadoghq.com/service-name.',
    );
    expect(
      screen.getByText(
        '4 components: 1 is in alert, 1 can’t be seen, 1 isn’t in Datadog.',
      ),
    ).toBeInTheDocument();
    expect(document.body.textContent).not.toMatch(/undefined|NaN/);
    await expectAccessible();
  });

  it('sorts by any column and asks for another environment, both kept in the address', async () => {
    const backend = backendWith();
    open(backend);
    await screen.findByRole('row', { name: /^WebApp/ });
    // What is in alert comes first.
    expect(names().slice(0, 2)).toEqual(['Android app', 'WebApp']);
    await userEvent.click(screen.getByRole('button', { name: 'Alert' }));
    await waitFor(() =>
      expect(names().slice(0, 2)).toEqual(['WebApp', 'Android app']),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Staging' }));
    await waitFor(() =>
      expect(backend.calls('getSummaries').at(-1)?.[1]).toEqual({
        environment: 'staging',
      }),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?sort=alert&environment=staging',
    );
  });

  it('says that a system has no components, and asks for nothing of Datadog', async () => {
    const backend = backendWith();
    open(backend, '', [clientApps]);
    expect(
      await screen.findByText('Client apps has no components'),
    ).toBeInTheDocument();
    expect(backend.calls('getSummaries')).toEqual([]);
  });

  it('says what went wrong with the whole request', async () => {
    const backend = backendWith();
    backend.fail('getSummaries', new DatadogProblemError(makeProblem()));
    open(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Datadog itself is failing',
    );
    backend.mend('getSummaries');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findAllByRole('rowheader')).toHaveLength(4);
  });
});

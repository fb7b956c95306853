import { client, logger, v1, v2 } from '@datadog/datadog-api-client';
import { type DatadogSimulator, startDatadog } from './simulator';

const API_KEY = '0000simulated0datadog0api0key000';
const KEY = '0000simulated0datadog0application0key000';

let datadog: DatadogSimulator;
beforeAll(async () => {
  // The client warns of what Datadog itself calls unstable.
  logger.setLevel('error');
  datadog = await startDatadog();
});
afterEach(() => datadog.service.reset());
afterAll(() => datadog.close());

/** The official client, as somebody has it who points it at another server. */
function configure(applicationKey = KEY) {
  const configuration = client.createConfiguration({
    baseServer: new client.BaseServerConfiguration(datadog.service.url, {}),
    authMethods: { apiKeyAuth: API_KEY, appKeyAuth: applicationKey },
    enableRetry: false,
  });
  configuration.unstableOperations['v2.searchIncidents'] = true;
  return configuration;
}

/** Where the client met something that its types don't know. */
function unparsed(value: unknown, where = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const isOdd =
    value.constructor.name === 'UnparsedObject' ||
    (value as { _unparsed?: boolean })._unparsed === true;
  return [
    ...(isOdd ? [where] : []),
    ...Object.entries(value).flatMap(([key, inner]) =>
      unparsed(inner, `${where}.${key}`),
    ),
  ];
}

const seconds = (daysAgo: number) =>
  Math.floor(datadog.org.clock.now() / 1000) - daysAgo * 86_400;
const SLOS = {
  metric: '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b01',
  monitor: '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b02',
  timeSlice: '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b03',
  withoutData: '5a3f0c1e9b7d4e2f8a6c0d1e2f3a4b07',
};
const history = (sloId: string, days: number) => () =>
  new v1.ServiceLevelObjectivesApi(configure()).getSLOHistory({
    sloId,
    fromTs: seconds(days),
    toTs: seconds(0),
  });

const answers: Record<string, () => Promise<unknown>> = {
  'both keys': () => new v2.KeyManagementApi(configure()).validateAPIKey(),
  'the API key': () => new v1.AuthenticationApi(configure()).validate(),
  'monitors with groups and downtimes': () =>
    new v1.MonitorsApi(configure()).listMonitors({
      monitorTags: 'env:production',
      groupStates: 'all',
      withDowntimes: true,
      page: 0,
      pageSize: 1000,
    }),
  'monitors without': () => new v1.MonitorsApi(configure()).listMonitors(),
  SLOs: () =>
    new v1.ServiceLevelObjectivesApi(configure()).searchSLO({
      query: 'env:production',
      pageSize: 100,
      pageNumber: 0,
    }),
  'history of an SLO of metrics': history(SLOS.metric, 30),
  'history of an SLO of monitors': history(SLOS.monitor, 30),
  'history of an SLO of time slices': history(SLOS.timeSlice, 90),
  'history of an SLO without data': history(SLOS.withoutData, 7),
  incidents: () =>
    new v2.IncidentsApi(configure()).searchIncidents({
      query: 'state:(active OR stable)',
      pageSize: 100,
    }),
  events: () =>
    new v2.EventsApi(configure()).listEvents({
      filterQuery: 'service:stream-service env:production',
      filterFrom: 'now-4h',
      filterTo: 'now',
      sort: '-timestamp',
      pageLimit: 2,
    }),
  dashboards: () =>
    new v1.DashboardsApi(configure()).listDashboards({ count: 5, start: 2 }),
  'charts of a service': () =>
    new v2.MetricsApi(configure()).queryTimeseriesData({
      body: {
        data: {
          type: 'timeseries_request',
          attributes: {
            from: seconds(1) * 1000,
            to: seconds(0) * 1000,
            interval: 900_000,
            formulas: [{ formula: 'requests' }, { formula: 'p95' }],
            queries: [
              {
                dataSource: 'apm_metrics',
                name: 'requests',
                stat: 'hits_per_second',
                service: 'stream-service',
                queryFilter: 'env:production',
              },
              {
                dataSource: 'apm_metrics',
                name: 'p95',
                stat: 'latency_p95',
                service: 'stream-service',
                queryFilter: 'env:production',
              },
            ],
          },
        },
      },
    }),
};

describe("Datadog's own client understands", () => {
  it.each(Object.keys(answers))('%s', async name => {
    const answer = await answers[name]();
    expect(Object.keys(answer as object)).not.toEqual([]);
    expect(unparsed(answer)).toEqual([]);
  });

  it('the difference that an unknown word makes', async () => {
    datadog.switches.unknownWords = true;
    expect(unparsed(await answers.SLOs())).not.toEqual([]);
  });

  it('the pages of each list', async () => {
    const monitors = new v1.MonitorsApi(configure());
    const all = await monitors.listMonitors({ monitorTags: 'env:production' });
    const pages = await Promise.all(
      [0, 1, 2].map(page =>
        monitors.listMonitors({
          monitorTags: 'env:production',
          page,
          pageSize: 7,
        }),
      ),
    );
    expect(pages.flat().map(({ id }) => id)).toEqual(
      all.slice(0, 21).map(({ id }) => id),
    );
    const events = new v2.EventsApi(configure()).listEventsWithPagination({
      filterQuery: 'service:stream-service env:production',
      filterFrom: 'now-1d',
      pageLimit: 2,
    });
    const titles: Array<string | undefined> = [];
    for await (const event of events) {
      titles.push(event.attributes?.attributes?.title);
    }
    expect(titles).toHaveLength(4);
  });

  it('a refusal of each kind', async () => {
    const refused = async (call: Promise<unknown>) =>
      call.then(
        () => 'no refusal',
        error => [error.code, error.body.errors],
      );
    expect(
      await refused(new v1.MonitorsApi(configure('wrong')).listMonitors()),
    ).toEqual([403, ['Forbidden']]);
    expect(
      await refused(
        new v1.ServiceLevelObjectivesApi(configure()).getSLOHistory({
          sloId: 'nobody',
          fromTs: 1,
          toTs: 2,
        }),
      ),
    ).toEqual([404, ['SLO nobody not found']]);
    datadog.limits.set('events', { limit: 0 });
    expect(await refused(answers.events())).toEqual([
      429,
      ['Rate limit of requests reached'],
    ]);
  });
});

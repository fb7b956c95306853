import {
  makeDashboards,
  makeDependencies,
  makeEvents,
  makeIncidents,
  makeSignals,
  makeStatus,
} from '../testHelpers/activityBuilders';
import {
  makeMonitors,
  makeProblem,
  makeSite,
  makeSloHistory,
  makeSlos,
  makeSummary,
  WEBAPP,
} from '../testHelpers/builders';
import { createDatadogClient } from './createDatadogClient';
import type { DatadogApi } from './DatadogApi';

function makeClient(answer: (body: any) => unknown, status = 200) {
  const fetch = jest.fn(async (_url: string, init?: RequestInit) => {
    const body = answer(init?.body && JSON.parse(String(init.body)));
    return {
      ok: status < 400,
      status,
      statusText: '',
      headers: new Headers({ 'content-type': 'application/json' }),
      json: async () => body,
      text: async () => JSON.stringify(body),
    };
  });
  const client = createDatadogClient({ fetchApi: { fetch: fetch as never } });
  return { fetch, client };
}

const refusal = (status: number, error: object) =>
  makeClient(
    () => ({
      error: { name: 'Error', message: 'Why.', remedy: 'Do this.', ...error },
      response: { statusCode: status },
    }),
    status,
  ).client;

const environment = 'production';
const ofWebapp = `entities/component/default/webapp`;

describe('the client', () => {
  it.each<[string, unknown, (client: DatadogApi) => Promise<unknown>]>([
    ['site', makeSite(), c => c.getSite()],
    ['status', makeStatus(), c => c.getStatus()],
    [
      `${ofWebapp}/summary?environment=production`,
      makeSummary(),
      c => c.getSummary(WEBAPP, { environment }),
    ],
    [
      `${ofWebapp}/monitors?environment=production`,
      makeMonitors(),
      c => c.getMonitors(WEBAPP, { environment }),
    ],
    [
      `${ofWebapp}/slos?environment=production`,
      makeSlos(),
      c => c.getSlos(WEBAPP, { environment }),
    ],
    [
      `${ofWebapp}/slos/a%2Fb/history?environment=production&window=7d`,
      makeSloHistory(),
      c => c.getSloHistory(WEBAPP, 'a/b', { environment, window: '7d' }),
    ],
    [
      `${ofWebapp}/signals?environment=production&period=1d`,
      makeSignals(),
      c => c.getSignals(WEBAPP, { environment, period: '1d' }),
    ],
    [
      `${ofWebapp}/incidents?environment=production`,
      makeIncidents(),
      c => c.getIncidents(WEBAPP, { environment }),
    ],
    [
      `${ofWebapp}/events?environment=production&period=1w`,
      makeEvents(),
      c => c.getEvents(WEBAPP, { environment, period: '1w' }),
    ],
    [`${ofWebapp}/dashboards`, makeDashboards(), c => c.getDashboards(WEBAPP)],
    [
      `${ofWebapp}/dependencies?environment=production`,
      makeDependencies(),
      c => c.getDependencies(WEBAPP, { environment }),
    ],
  ])('reads %s', async (path, answer, read) => {
    const { client, fetch } = makeClient(() => answer);
    await expect(read(client)).resolves.toEqual(answer);
    expect(fetch).toHaveBeenCalledWith(`plugin://datadog/${path}`, undefined);
  });

  it('asks for the summaries of a system at once, and of more than a request may name in portions', async () => {
    const { client, fetch } = makeClient(({ entityRefs }) => ({
      environment,
      items: entityRefs.map((entityRef: string) => ({
        entityRef,
        problem: makeProblem(),
      })),
    }));
    const refs = Array.from(
      { length: 101 },
      (_, i) => `component:default/c${i}`,
    );
    const items = await client.getSummaries(refs, { environment });
    expect(items.map(({ entityRef }) => entityRef)).toEqual(refs);
    expect(fetch).toHaveBeenCalledTimes(2);
    const { entityRefs, ...others } = JSON.parse(
      String(fetch.mock.calls[0][1]!.body),
    );
    expect(entityRefs).toHaveLength(100);
    expect(others).toEqual({ environment });
  });

  it('gives Datadog’s failures their heading, and says when it asks again', async () => {
    await expect(
      refusal(503, {
        code: 'datadog_rate_limited',
        resumesAt: '2026-11-24T10:00:00Z',
      }).getMonitors(WEBAPP, { environment }),
    ).rejects.toMatchObject({
      title: 'Datadog has been asked too often',
      message: 'Why.',
      remedy: expect.stringMatching(
        /^Do this\. The portal asks again at 2026-11-24 /,
      ),
    });
  });

  it('leaves the refusals of the viewer as they are', async () => {
    await expect(
      refusal(403, { code: 'not_permitted' }).getSite(),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('refuses an answer that isn’t that of the contract', async () => {
    const { client } = makeClient(() => ({ ...makeSite(), apiKey: 'x' }));
    await expect(client.getSite()).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});

import type { Entity } from '@backstage/catalog-model';
import {
  makeBranches,
  makeDetails,
  makeHistory,
  makeIssues,
  makeProblem,
  makeSummary,
  WEBAPP,
} from '../testHelpers/builders';
import { ios, unscanned, webapp } from '../testHelpers/entity';
import { createCommunityClient } from './createCommunityClient';
import { createSonarqubeInsightsClient } from './createSonarqubeInsightsClient';
import type { SonarqubeInsightsApi } from './SonarqubeInsightsApi';

const IOS = 'component:default/ios';

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
  const client = createSonarqubeInsightsClient({
    fetchApi: { fetch: fetch as never },
  });
  return { fetch, client };
}

const summariesOf = ({ entityRefs }: { entityRefs: string[] }) => ({
  items: entityRefs.map(entityRef =>
    entityRef === IOS
      ? { entityRef, problem: makeProblem({ code: 'sonarqube_forbidden' }) }
      : { entityRef, summary: makeSummary({ entityRef }) },
  ),
});

const refusal = (status: number, code: string) =>
  makeClient(
    () => ({
      error: { name: 'Error', message: 'Why.', code, remedy: 'Do this.' },
      response: { statusCode: status },
    }),
    status,
  );

describe('the client', () => {
  it.each<
    [string, unknown, (client: SonarqubeInsightsApi) => Promise<unknown>]
  >([
    ['details', makeDetails(), c => c.getDetails(WEBAPP, {})],
    [
      'details?branch=feature%2Fa%26b',
      makeDetails(),
      c => c.getDetails(WEBAPP, { branch: 'feature/a&b' }),
    ],
    ['history', makeHistory(), c => c.getHistory(WEBAPP)],
    ['branches', makeBranches(), c => c.getBranches(WEBAPP)],
    [
      'issues?pullRequest=142&scope=new',
      makeIssues(),
      c => c.getIssues(WEBAPP, { pullRequest: '142', scope: 'new' }),
    ],
  ])('reads %s', async (path, answer, read) => {
    const { client, fetch } = makeClient(() => answer);
    await expect(read(client)).resolves.toEqual(answer);
    expect(fetch).toHaveBeenCalledWith(
      `plugin://sonarqube-insights/entities/component/default/webapp/${path}`,
      undefined,
    );
  });

  it('makes one request of what the cards of a page ask for, each entity once', async () => {
    const { client, fetch } = makeClient(summariesOf);
    const [first, again, failed] = await Promise.allSettled([
      client.getSummary(WEBAPP),
      client.getSummary(WEBAPP),
      client.getSummary(IOS),
    ]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(JSON.parse(String(fetch.mock.calls[0][1]!.body))).toEqual({
      entityRefs: [WEBAPP, IOS],
    });
    expect(first).toEqual(again);
    expect(first).toMatchObject({ value: { entityRef: WEBAPP } });
    expect(failed).toMatchObject({ reason: { code: 'sonarqube_forbidden' } });
    await client.getSummary(WEBAPP);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks for more than a request may name in portions', async () => {
    const { client, fetch } = makeClient(summariesOf);
    const refs = Array.from(
      { length: 101 },
      (_, i) => `component:default/c${i}`,
    );
    const items = await client.getSummaries(refs);
    expect(items.map(({ entityRef }) => entityRef)).toEqual(refs);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('gives SonarQube’s failures their heading, and leaves those of the viewer alone', async () => {
    await expect(
      refusal(503, 'sonarqube_timeout').client.getDetails(WEBAPP, {}),
    ).rejects.toMatchObject({
      title: 'SonarQube takes too long to answer',
      message: 'Why.',
      remedy: 'Do this.',
    });
    await expect(
      refusal(403, 'not_permitted').client.getSummary(WEBAPP),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it('refuses an answer that isn’t that of the contract', async () => {
    const { client } = makeClient(() => ({ ...makeDetails(), token: 'x' }));
    await expect(client.getDetails(WEBAPP, {})).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});

describe('the API of the community’s components', () => {
  const findings = (entities: Entity[]) => {
    const { client, fetch } = makeClient(summariesOf);
    return {
      fetch,
      found: createCommunityClient(client).getSummaries(entities),
    };
  };

  it('rejects when the one entity that is asked for fails', async () => {
    await expect(findings([ios]).found).rejects.toMatchObject({
      code: 'sonarqube_forbidden',
    });
  });

  it('leaves those that fail out of a list, with one request', async () => {
    const { found, fetch } = findings([webapp, unscanned, ios]);
    const [first, ...others] = await found;
    expect(others).toEqual([undefined, undefined]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(first).toMatchObject({
      title: 'mobworx_webapp',
      metrics: { alert_status: 'ERROR', bugs: '3', coverage: '71.25' },
      projectUrl: 'https://sonar.example/code/dashboard?id=mobworx_webapp',
    });
    expect(first!.getIssuesUrl('bug')).toContain('types=BUG');
    expect(first!.getComponentMeasuresUrl('COVERAGE')).toContain(
      'metric=coverage',
    );
    expect(first!.getSecurityHotspotsUrl()).toContain('/security_hotspots?');
  });

  it('asks for nothing where there is no project', async () => {
    const { found, fetch } = findings([unscanned]);
    await expect(found).resolves.toEqual([undefined]);
    expect(fetch).not.toHaveBeenCalled();
  });
});

import {
  auditId,
  makeAudit,
  makeComparison,
  makeState,
  SITE,
} from '../testHelpers/builders';
import { makeLhr } from '../testHelpers/lhr';
import { createLighthouseClient } from './createLighthouseClient';
import type { LighthouseApi } from './LighthouseApi';

const id = auditId(1);
const audit = makeAudit();

function makeClient(answer: unknown, status = 200) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => answer,
    text: async () => JSON.stringify(answer),
  }));
  return {
    fetch,
    client: createLighthouseClient({ fetchApi: { fetch: fetch as never } }),
  };
}

it.each<[string, unknown, (client: LighthouseApi) => Promise<unknown>]>([
  ['/state', makeState(), c => c.getState()],
  [
    '/websites?limit=10&offset=20&q=a%26b',
    { items: [], total: 0, limit: 10, offset: 20 },
    c => c.getWebsites({ limit: 10, offset: 20, q: 'a&b' }),
  ],
  [
    '/websites/https%3A%2F%2Fa.example%2Fb%3Fc%3Dd?limit=50&formFactor=desktop',
    {
      url: 'https://a.example/b?c=d',
      formFactors: [],
      audits: [],
      total: 0,
      limit: 50,
      offset: 0,
    },
    c =>
      c.getWebsite('https://a.example/b?c=d', {
        limit: 50,
        formFactor: 'desktop',
      }),
  ],
  [
    '/entities/component/default/webapp',
    { pages: [], problems: [] },
    c => c.getEntityAudits('component:default/webapp'),
  ],
  [`/audits/${id}`, { audit }, c => c.getAudit(id)],
  [`/audits/${id}/report`, makeLhr(), c => c.getReport(id)],
  [
    `/audits/${id}/comparison`,
    makeComparison(audit, audit),
    c => c.getComparison(id),
  ],
  [
    `/audits/${id}/comparison?with=${auditId(2)}`,
    makeComparison(audit, audit),
    c => c.getComparison(id, auditId(2)),
  ],
])('asks for %s', async (path, answer, ask) => {
  const { fetch, client } = makeClient(answer);
  expect(await ask(client)).toEqual(answer);
  expect(fetch.mock.calls[0][0]).toBe(`plugin://lighthouse${path}`);
});

it('sends what is asked for, and deletes', async () => {
  const { fetch, client } = makeClient({ audit, joined: false });
  await client.createAudit({ url: SITE, formFactor: 'desktop' });
  expect(fetch).toHaveBeenLastCalledWith(
    'plugin://lighthouse/audits',
    expect.objectContaining({
      method: 'POST',
      body: JSON.stringify({ url: SITE, formFactor: 'desktop' }),
    }),
  );
  const second = makeClient({ audit });
  await second.client.deleteAudit(id);
  expect(second.fetch).toHaveBeenLastCalledWith(
    `plugin://lighthouse/audits/${id}`,
    { method: 'DELETE' },
  );
});

it('refuses an answer that isn’t of the contract', async () => {
  const { client } = makeClient({ audit: { ...audit, status: 'PERHAPS' } });
  await expect(client.getAudit(id)).rejects.toMatchObject({
    code: 'unexpected_answer',
  });
});

it('hands on the code and the remedy of a refusal', async () => {
  const { client } = makeClient(
    {
      error: {
        name: 'NotAllowedError',
        message: 'No component declares it.',
        code: 'target_not_declared',
        remedy: 'Declare it.',
      },
      response: { statusCode: 403 },
    },
    403,
  );
  await expect(
    client.createAudit({ url: SITE, formFactor: 'mobile' }),
  ).rejects.toMatchObject({
    statusCode: 403,
    cause: { code: 'target_not_declared', remedy: 'Declare it.' },
  });
});

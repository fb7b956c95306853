import { errorsQuerySchema } from '@internal/plugin-bugsnag-common';
import { makeErrors, makeSummary, WEBAPP } from '../testHelpers/builders';
import { createBugsnagClient } from './createBugsnagClient';

const JSON_TYPE = { 'content-type': 'application/json' };

function clientOf(status: number, body: unknown) {
  const fetch = jest.fn(async (_url: string) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers(JSON_TYPE),
    json: async () => body,
    text: async () => JSON.stringify(body),
  }));
  const client = createBugsnagClient({ fetchApi: { fetch: fetch as never } });
  return { client, fetch };
}

it('asks for an entity by its ref, and writes filters as the backend reads them', async () => {
  const { client, fetch } = clientOf(200, makeErrors());
  const query = errorsQuerySchema.parse({
    status: 'open,in progress',
    search: 'a&b=c',
    cursor: 'xyz',
  });
  await client.getErrors(WEBAPP, query);
  const [url] = fetch.mock.calls[0];
  const { pathname, searchParams } = new URL(
    url.replace('plugin://bugsnag', 'http://x'),
  );
  expect(pathname).toBe('/entities/component/default/webapp/errors');
  expect(errorsQuerySchema.parse(Object.fromEntries(searchParams))).toEqual(
    query,
  );
});

it('refuses an answer that is not of the contract', async () => {
  const { client } = clientOf(200, { ...makeSummary(), token: 'x' });
  await expect(client.getSummary(WEBAPP)).rejects.toMatchObject({
    code: 'unexpected_answer',
  });
});

it('puts a refusal in words of its own, and leaves those about the viewer', async () => {
  const refusal = (code: string) => ({
    error: { name: 'E', code, message: 'Because.', remedy: 'Do this.' },
    response: { statusCode: 503 },
  });
  const { client } = clientOf(503, refusal('bugsnag_forbidden'));
  await expect(client.getStability(WEBAPP)).rejects.toMatchObject({
    title: 'Bugsnag doesn’t show the portal this project',
    code: 'bugsnag_forbidden',
    message: 'Because.',
    remedy: 'Do this.',
  });
  const denied = clientOf(403, refusal('not_permitted')).client;
  await expect(denied.getStability(WEBAPP)).rejects.toMatchObject({
    name: 'ResponseError',
  });
});

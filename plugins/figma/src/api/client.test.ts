import {
  imagePath,
  makeComments,
  makeComponents,
  makeDevResources,
  makeFiles,
  makeFrames,
  makeResource,
  makeSections,
  makeStatus,
  makeSummary,
  makeVersions,
  WEBAPP,
} from '../testHelpers/builders';
import { createFigmaClient, FigmaApi, FigmaProblemError } from '.';

const entity = '/entities/component/default/webapp';

function makeClient(answer: unknown, status = 200) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => answer,
    blob: async () => answer,
    text: async () => JSON.stringify(answer),
  }));
  return {
    fetch,
    client: createFigmaClient({ fetchApi: { fetch: fetch as never } }),
  };
}

const refusal = (status: number, code: string) => ({
  error: { name: 'Error', message: 'Because.', code, remedy: 'Do this.' },
  response: { statusCode: status },
});

it.each<[string, unknown, (client: FigmaApi) => Promise<unknown>]>([
  [`${entity}/summary`, makeSummary(), c => c.getSummary(WEBAPP)],
  [`${entity}/frames`, makeFrames(), c => c.getFrames(WEBAPP)],
  [`${entity}/sections`, makeSections(), c => c.getSections(WEBAPP)],
  [`${entity}/comments`, makeComments(), c => c.getComments(WEBAPP)],
  [`${entity}/versions`, makeVersions(), c => c.getVersions(WEBAPP)],
  [`${entity}/components`, makeComponents(), c => c.getComponents(WEBAPP)],
  [
    `${entity}/dev-resources`,
    makeDevResources(),
    c => c.getDevResources(WEBAPP),
  ],
  ['/files', makeFiles(), c => c.getFiles(undefined)],
  [
    '/files?of=system%3Adefault%2Fstudio',
    makeFiles({ of: 'system:default/studio' }),
    c => c.getFiles('system:default/studio'),
  ],
  ['/status', makeStatus(), c => c.getStatus()],
  [imagePath('1%3A2'), 'bytes', c => c.getImage(imagePath('1%3A2'))],
])('asks for %s', async (path, answer, ask) => {
  const { fetch, client } = makeClient(answer);
  expect(await ask(client)).toEqual(answer);
  expect(fetch.mock.calls[0][0]).toBe(`plugin://figma${path}`);
});

it('adds a link by the id of a part alone', async () => {
  const { fetch, client } = makeClient({ resource: makeResource() });
  await client.addDevResource(WEBAPP, '1:2');
  expect(fetch).toHaveBeenCalledWith(
    `plugin://figma${entity}/dev-resources`,
    expect.objectContaining({ method: 'POST', body: '{"nodeId":"1:2"}' }),
  );
});

it('refuses an answer that leads to Figma by another host', async () => {
  const { file, ...summary } = makeSummary();
  const { client } = makeClient({
    ...summary,
    // eslint-disable-next-line no-script-url
    file: { ...file, url: 'javascript:alert(1)' },
  });
  await expect(client.getSummary(WEBAPP)).rejects.toMatchObject({
    code: 'unexpected_answer',
  });
});

it('gives what Figma or the annotation is to blame for a heading, pictures too', async () => {
  const { client } = makeClient(refusal(503, 'figma_rate_limited'), 503);
  for (const ask of [
    () => client.getFrames(WEBAPP),
    () => client.getImage(imagePath('1%3A2')),
  ]) {
    const error = await ask().catch(caught => caught);
    expect(error).toBeInstanceOf(FigmaProblemError);
    expect(error).toMatchObject({
      title: 'Figma has been asked too often',
      message: 'Because.',
      remedy: 'Do this.',
    });
  }
});

it('leaves what is about the viewer as it is', async () => {
  const { client } = makeClient(refusal(403, 'not_permitted'), 403);
  await expect(client.getSummary(WEBAPP)).rejects.toMatchObject({
    statusCode: 403,
    cause: { code: 'not_permitted', remedy: 'Do this.' },
  });
});

import {
  commentsResponseSchema,
  componentsResponseSchema,
  filesResponseSchema,
  framesResponseSchema,
  sectionsResponseSchema,
  statusResponseSchema,
  summarySchema,
  versionsResponseSchema,
} from '@internal/plugin-figma-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  BRANCH,
  of,
  startPlugin,
  type StartedPlugin,
  STUDIO,
  WEB,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

it('tells a file in a few facts', async () => {
  const summary = summarySchema.parse((await plugin.get(of('webapp'))).body);
  expect(summary).toMatchObject({
    entityRef: 'component:default/webapp',
    file: {
      kind: 'design',
      key: WEB,
      name: 'MobZ Web',
      editorType: 'figma',
      folderName: 'Client apps',
      url: `https://www.figma.com/design/${WEB}`,
      devModeUrl: `https://www.figma.com/design/${WEB}?m=dev`,
    },
    lastChange: { by: 'Ida Novak' },
    thumbnail: '/entities/component/default/webapp/images/2240117000/thumbnail',
    openComments: { count: 3 },
    readyForDev: { count: 3 },
    completed: { count: 1 },
    stale: false,
  });
});

it('shows the chosen frames, each with its picture or why there is none', async () => {
  const answer = framesResponseSchema.parse(
    (await plugin.get(of('webapp', 'frames'))).body,
  );
  expect(answer).toMatchObject({
    chosenBy: 'annotation',
    version: '2240117000',
  });
  expect(
    answer.frames.map(({ nodeId, name, image, problem }) => [
      nodeId,
      name,
      image?.split('/').slice(-2).join('/'),
      problem?.code,
    ]),
  ).toEqual([
    ['10:2', 'Rooms', '2240117000/10%3A2', undefined],
    ['10:3', 'Rooms, list', '2240117000/10%3A3', undefined],
    ['20:2', 'Nothing yet', undefined, 'figma_not_rendered'],
    ['9:9', '9:9', undefined, 'node_not_found'],
  ]);
  expect(answer.frames[0]).toMatchObject({
    type: 'FRAME',
    page: 'Hand-off',
    width: 1440,
    height: 1024,
    url: `https://www.figma.com/design/${WEB}?node-id=10-2`,
    devModeUrl: `https://www.figma.com/design/${WEB}?node-id=10-2&m=dev`,
  });
});

it('gives the bytes of a picture for good', async () => {
  const { body } = await plugin.get(of('webapp', 'frames'));
  const path = body.frames[0].image;
  const picture = await plugin.get(path).buffer(true);
  expect(picture.status).toBe(200);
  expect(picture.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
  });
  expect(picture.body.subarray(1, 4).toString()).toBe('PNG');
  const again = await plugin
    .get(path)
    .set('If-None-Match', picture.headers.etag);
  expect(again.status).toBe(304);
  const other = await plugin.get(path).set('If-None-Match', '"other"');
  expect(other.status).toBe(200);
});

it('tells what is ready for development and completed', async () => {
  const { sections, more } = sectionsResponseSchema.parse(
    (await plugin.get(of('webapp', 'sections'))).body,
  );
  expect(more).toBe(false);
  expect(
    sections.map(({ name, type, status, page }) => [name, type, status, page]),
  ).toEqual([
    ['Rooms', 'SECTION', 'READY_FOR_DEV', 'Hand-off'],
    ['Room', 'SECTION', 'READY_FOR_DEV', 'Hand-off'],
    ['Chat', 'FRAME', 'READY_FOR_DEV', 'Hand-off'],
    ['Sign in', 'SECTION', 'COMPLETED', 'Hand-off'],
  ]);
  expect(sections[0].description).toContain('Cards keep their height');
});

it('tells open threads, the latest remark first', async () => {
  const { threads, total } = commentsResponseSchema.parse(
    (await plugin.get(of('webapp', 'comments'))).body,
  );
  expect(total).toBe(3);
  expect(
    threads.map(({ id, author, replies }) => [id, author, replies]),
  ).toEqual([
    ['701', 'Max Rivera', 2],
    ['706', 'Noa Berg', 0],
    ['704', 'Lee Moran', 0],
  ]);
  expect(threads[0]).toMatchObject({
    lastReply: { author: 'Max Rivera', message: 'Good. And on phones?' },
    nodeId: '10:2',
    nodeName: 'Rooms',
    url: `https://www.figma.com/design/${WEB}?node-id=10-2#701`,
  });
  expect(threads[1]).not.toHaveProperty('nodeId');
});

it('tells versions, labelled ones first', async () => {
  const { versions, more } = versionsResponseSchema.parse(
    (await plugin.get(of('webapp', 'versions'))).body,
  );
  expect(more).toBe(false);
  expect(versions.map(({ label }) => label)).toEqual([
    'Room controls 2',
    'Hand-off of the rooms page',
    'First draft',
    undefined,
    undefined,
    undefined,
  ]);
  expect(versions[0].url).toContain('version-id=2240101000');
});

it('tells the published components and styles that an entity names', async () => {
  const named = componentsResponseSchema.parse(
    (await plugin.get(of('webapp', 'components'))).body,
  );
  expect(named).toMatchObject({
    chosenBy: 'annotation',
    published: 9,
    missing: ['Nothing'],
  });
  expect(named.items.map(({ name, kind }) => [name, kind])).toEqual([
    ['Button', 'component_set'],
    ['Room card', 'component'],
    ['Colour / Accent', 'style'],
  ]);
  const all = componentsResponseSchema.parse(
    (await plugin.get(of('webapp-docs', 'components'))).body,
  );
  expect(all).toMatchObject({ chosenBy: 'nobody', missing: [] });
  expect(all.items).toHaveLength(9);
});

it('reads a branch, and what only its main file has from there', async () => {
  const { body: summary } = await plugin.get(of('studio'));
  expect(summarySchema.parse(summary).file).toMatchObject({
    name: 'Scene editor',
    key: BRANCH,
    mainKey: STUDIO,
    url: `https://www.figma.com/design/${STUDIO}/branch/${BRANCH}`,
  });
  const { body: frames } = await plugin.get(of('studio', 'frames'));
  expect(frames).toMatchObject({
    chosenBy: 'file-url',
    frames: [{ nodeId: '7:1', name: 'Scene editor' }],
  });
  const { body: library } = await plugin.get(of('studio', 'components'));
  expect(library.items.map(({ name }: any) => name)).toEqual(['Studio badge']);
  expect(library.items[0].url).toBe(
    `https://www.figma.com/design/${STUDIO}`.concat('?node-id=6-1'),
  );
});

it('copes with files that are no designs', async () => {
  const { body: board } = await plugin.get(of('board'));
  expect(summarySchema.parse(board)).toMatchObject({
    file: { kind: 'board', editorType: 'figjam' },
    readyForDev: { count: 0 },
    openComments: { count: 1 },
  });
  expect(board.file).not.toHaveProperty('devModeUrl');
  const { body: frames } = await plugin.get(of('board', 'frames'));
  expect(frames.frames[0]).toMatchObject({
    name: 'Steps',
    image: expect.any(String),
  });
  const make = summarySchema.parse((await plugin.get(of('make'))).body);
  expect(make).toMatchObject({ file: { kind: 'make', name: 'Reactions' } });
  expect(refusal(await plugin.get(of('make', 'frames')))).toEqual([
    404,
    'file_type_unsupported',
  ]);
});

describe('the page of files', () => {
  const names = (body: any) =>
    filesResponseSchema
      .parse(body)
      .items.map(item => [
        'file' in item ? item.file.name : item.problem.code,
        item.entities.map(({ title }) => title),
      ]);

  it.each([
    'system:default/apps',
    'group:default/web',
    'domain:default/mobz',
    undefined,
  ])('of %s', async ref => {
    const { body } = await plugin.get(`/files${ref ? `?of=${ref}` : ''}`);
    const listed = names(body);
    // The one that changed last is the first, and who refers to a file twice is one.
    expect(listed[0]).toEqual([
      'MobZ Web',
      ['WEBAPP', 'WEBAPP-DOCS', 'GREEDY', 'GARBLED'],
    ]);
    expect(listed).toContainEqual(['Scene editor', ['STUDIO']]);
    expect(listed).toContainEqual(['annotation_malformed', ['MISSPELT']]);
    expect(listed).toContainEqual(['file_not_found', ['ANDROID']]);
    expect(body.of).toBe(ref);
  });

  it('of nobody that can be seen is a 404', async () => {
    expect(refusal(await plugin.get('/files?of=system:default/none'))).toEqual([
      404,
      'entity_not_found',
    ]);
  });
});

it('tells the platform team how it stands', async () => {
  await plugin.get(of('webapp', 'frames'));
  const status = statusResponseSchema.parse((await plugin.get('/status')).body);
  expect(status).toMatchObject({ configured: true, plan: 'enterprise' });
  expect(
    status.budgets.map(({ tier, perMinute }) => [tier, perMinute]),
  ).toEqual([
    [1, 20],
    [2, 100],
    [3, 150],
  ]);
  expect(status.budgets[0].calls).toBeGreaterThan(0);
  expect(status.budgets[0].left).toBeLessThan(10);
  expect(status.stored.images).toBeGreaterThan(2);
  expect(status.webhook).toEqual({ configured: true, refused: 0 });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkedFigma, payloadProblems } from '../__testUtils__/checkedFigma';
import { ManualClock } from '../clock';
import type { FigmaSimulator } from './simulator';

const checked = checkedFigma();
const WEB = 'MWXwebappDesignFileKey001';
const STUDIO = 'MWXstudioDesignFileKey001';
const BRANCH = 'MWXstudioBranchFileKey001';
const MAKE = 'MWXreactionsMakeFileKey01';

async function call(
  figma: FigmaSimulator,
  path: string,
  options: { token?: string | null; body?: unknown; method?: string } = {},
) {
  const { token = 'figd_simulated_portal', body } = options;
  const response = await fetch(`${figma.service.url}${path}`, {
    method: options.method ?? (body ? 'POST' : 'GET'),
    headers: {
      ...(token && { 'X-Figma-Token': token }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as any,
  };
}

async function start(clock = new ManualClock('2026-11-22T12:00:00Z')) {
  const figma = await checked.start({ clock });
  return {
    figma,
    clock,
    get: (path: string, token?: string | null) => call(figma, path, { token }),
    post: (path: string, body: unknown) => call(figma, path, { body }),
    control: async (path: string, body: unknown = {}) => {
      const answer = await fetch(`${figma.service.url}/_simulator${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.ok).toBe(true);
    },
  };
}

it('answers every operation that it has by Figma’s description', async () => {
  const { figma, get, post } = await start();
  for (const key of [WEB, STUDIO, BRANCH, 'MWXstudioBoardFileKey0001']) {
    for (const rest of [
      '?depth=3',
      '?branch_data=true',
      '/meta',
      '/comments',
      '/versions',
      '/images',
    ]) {
      const { status } = await get(`/v1/files/${key}${rest}`);
      expect([key, rest, status]).toEqual([key, rest, 200]);
    }
  }
  for (const rest of ['components', 'component_sets', 'styles']) {
    expect((await get(`/v1/files/${WEB}/${rest}`)).status).toBe(200);
  }
  await get(`/v1/files/${WEB}/nodes?ids=10:2,0:2,9:9`);
  await get(`/v1/files/${WEB}/dev_resources`);
  await get(`/v1/images/${WEB}?ids=10:2,9:9`);
  await get('/v2/webhooks');
  const hook = await post('/v2/webhooks', {
    event_type: 'FILE_UPDATE',
    context: 'file',
    context_id: WEB,
    endpoint: 'http://127.0.0.1:1/hook',
    passcode: 'secret',
  });
  await get(`/v2/webhooks/${hook.body.id}`);
  await call(figma, `/v2/webhooks/${hook.body.id}`, { method: 'DELETE' });
  await post('/v1/dev_resources', {
    dev_resources: [
      {
        name: 'Portal',
        url: 'https://portal.example',
        file_key: WEB,
        node_id: '10:2',
      },
    ],
  });
  expect([...checked.seen].sort()).toEqual([
    'DELETE /v2/webhooks/{webhook_id}',
    'GET /v1/files/{file_key}',
    'GET /v1/files/{file_key}/comments',
    'GET /v1/files/{file_key}/component_sets',
    'GET /v1/files/{file_key}/components',
    'GET /v1/files/{file_key}/dev_resources',
    'GET /v1/files/{file_key}/images',
    'GET /v1/files/{file_key}/meta',
    'GET /v1/files/{file_key}/nodes',
    'GET /v1/files/{file_key}/styles',
    'GET /v1/files/{file_key}/versions',
    'GET /v1/images/{file_key}',
    'GET /v2/webhooks',
    'GET /v2/webhooks/{webhook_id}',
    'POST /v1/dev_resources',
    'POST /v2/webhooks',
  ]);
});

it('tells of sections, branches and nodes as deep as it is asked to', async () => {
  const { get } = await start();
  const { body: flat } = await get(`/v1/files/${WEB}?depth=1`);
  expect(flat.document.children[0].children).toEqual([]);
  const { body: deep } = await get(`/v1/files/${WEB}?depth=3`);
  const [rooms] = deep.document.children[0].children;
  expect(rooms).toMatchObject({
    type: 'SECTION',
    devStatus: { type: 'READY_FOR_DEV', description: expect.any(String) },
  });
  expect(rooms.children).toHaveLength(5);
  const { body: nodes } = await get(
    `/v1/files/${WEB}/nodes?ids=10:2,9:9&depth=1`,
  );
  expect(nodes.nodes['9:9']).toBeNull();
  expect(nodes.nodes['10:2'].document.name).toBe('Rooms');
  const { body: main } = await get(
    `/v1/files/${STUDIO}?branch_data=true&depth=1`,
  );
  expect(main.branches.map(({ key }: any) => key)).toEqual([BRANCH]);
  const { body: branch } = await get(
    `/v1/files/${BRANCH}?branch_data=true&depth=1`,
  );
  expect(branch.mainFileKey).toBe(STUDIO);
});

it('draws frames, at addresses that run out', async () => {
  const { figma, get, clock } = await start();
  const { body } = await get(
    `/v1/images/${WEB}?ids=10:2,10:6,20:2,9:9&scale=0.5`,
  );
  expect(body.images).toMatchObject({ '20:2': null, '9:9': null });
  const picture = await fetch(body.images['10:2']);
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect(picture.headers.get('content-type')).toBe('image/png');
  // Width and height of the PNG's header.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([720, 512]);
  expect(bytes.length).toBeLessThan(100_000);
  expect(figma.downloads()).toBe(1);
  const forged = body.images['10:2'].replace(
    /signature=\w{4}/,
    'signature=0000',
  );
  expect((await fetch(forged)).status).toBe(403);
  clock.advance(31 * 86_400_000);
  expect((await fetch(body.images['10:2'])).status).toBe(403);
  const { body: meta } = await get(`/v1/files/${WEB}/meta`);
  expect((await fetch(meta.file.thumbnail_url)).status).toBe(200);
});

it('pages through versions', async () => {
  const { get } = await start();
  const first = await get(`/v1/files/${WEB}/versions?page_size=4`);
  expect(first.body.versions).toHaveLength(4);
  const next = new URL(first.body.pagination.next_page);
  const second = await get(`${next.pathname}${next.search}`);
  expect(second.body.versions).toHaveLength(2);
  expect(second.body.pagination.next_page).toBeUndefined();
});

describe('what it refuses', () => {
  const err = (status: number, message: unknown) => ({
    status,
    body: { status, err: message },
  });
  const boolean = (status: number, message: unknown) => ({
    status,
    body: { error: true, status, message },
  });
  it.each([
    [`/v1/files/nobody/meta`, err(404, 'Not found')],
    ['/v1/files/MWXandroidDesignFileKey01/meta', err(404, 'Not found')],
    [`/v1/files/nobody/components`, boolean(404, 'Not found')],
    [`/v1/files/nobody/dev_resources`, boolean(404, 'Not found')],
    [`/v1/files/${BRANCH}/dev_resources`, boolean(400, expect.any(String))],
    [`/v1/files/${BRANCH}/styles`, err(400, expect.any(String))],
    [`/v1/files/${WEB}?depth=0`, err(400, 'Invalid value for depth')],
    [`/v1/files/${WEB}?version=1`, err(404, 'Not found')],
    [`/v1/files/${WEB}/nodes`, err(400, 'Request must include ids')],
    [`/v1/images/${WEB}?ids=x`, err(400, 'ID x is not a valid node_id')],
    [`/v1/images/${WEB}?ids=1:2&scale=5`, err(400, 'Invalid value for scale')],
    [`/v1/images/${WEB}?ids=1:2&format=gif`, err(400, expect.any(String))],
    [`/v1/files/${MAKE}`, err(400, 'File type not supported by this endpoint')],
  ])('%s', async (path, expected) => {
    const { get } = await start();
    expect(await get(path)).toMatchObject(expected);
  });

  it('a token that is none, and one without the scope', async () => {
    const { get } = await start();
    expect(await get(`/v1/files/${WEB}/meta`, 'nobody')).toMatchObject(
      err(403, 'Invalid token'),
    );
    expect(await get(`/v1/files/${WEB}/meta`, null)).toMatchObject(
      err(403, 'Token missing'),
    );
    expect(
      await get(`/v1/files/${WEB}/comments`, 'figd_simulated_narrow'),
    ).toMatchObject(
      err(
        403,
        expect.stringContaining('requires the file_comments:read scope'),
      ),
    );
    expect(
      await get(
        `/v1/images/${WEB}?ids=10:2&version=2240101000`,
        'figp_simulated_plan',
      ),
    ).toMatchObject({ status: 400 });
  });

  it('more than a leaky bucket holds, by tier', async () => {
    const { figma, get, clock } = await start();
    for (let index = 0; index < 20; index++) {
      expect((await get(`/v1/files/${WEB}?depth=1`)).status).toBe(200);
    }
    const refused = await get(`/v1/files/${WEB}?depth=1`);
    expect(refused).toMatchObject(err(429, 'Rate limit exceeded'));
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(refused.headers.get('x-figma-plan-tier')).toBe('enterprise');
    expect(refused.headers.get('x-figma-rate-limit-type')).toBe('high');
    expect((await get(`/v1/files/${WEB}/meta`)).status).toBe(200);
    clock.advance(3_000);
    expect((await get(`/v1/files/${WEB}?depth=1`)).status).toBe(200);
    expect(figma.limits.calls()).toEqual({ 1: 22, 2: 0, 3: 1 });
    figma.limits.block(2, 400_000);
    const days = await get(`/v1/files/${WEB}/dev_resources`);
    expect(days).toMatchObject(boolean(429, 'Rate limit exceeded'));
    expect(days.headers.get('retry-after')).toBe('400000');
    expect(days.headers.get('x-figma-rate-limit-type')).toBe('low');
  });

  it('what it is told to refuse', async () => {
    const { get, control } = await start();
    await control('/figma', {
      tooLargeFromDepth: 3,
      mostRendered: 2,
      nullNodes: ['10:2'],
      nullImages: ['10:3'],
      refusals: [{ path: '/comments', status: 500, message: 'Oops', times: 1 }],
    });
    expect(await get(`/v1/files/${WEB}?depth=3`)).toMatchObject(
      err(400, expect.stringContaining('Request too large')),
    );
    expect((await get(`/v1/files/${WEB}?depth=2`)).status).toBe(200);
    expect((await get(`/v1/images/${WEB}?ids=10:2,10:3,10:4`)).status).toBe(
      400,
    );
    const { body } = await get(`/v1/images/${WEB}?ids=10:2,10:3`);
    expect(body.images).toEqual({ '10:2': expect.any(String), '10:3': null });
    expect(
      (await get(`/v1/files/${WEB}/nodes?ids=10:2&depth=1`)).body.nodes,
    ).toEqual({
      '10:2': null,
    });
    expect((await get(`/v1/files/${WEB}/comments`)).status).toBe(500);
    expect((await get(`/v1/files/${WEB}/comments`)).status).toBe(200);
  });
});

it('adds a link once, and ten to a node at most', async () => {
  const { post, get } = await start();
  const add = (url: string, more = {}) =>
    post('/v1/dev_resources', {
      dev_resources: [
        { name: 'x', url, file_key: WEB, node_id: '14:1', ...more },
      ],
    }).then(({ body }) => body);
  expect((await add('https://a.example')).links_created).toHaveLength(1);
  expect((await add('https://a.example')).errors[0].error).toContain(
    'already exists',
  );
  for (let index = 0; index < 9; index++) {
    await add(`https://a.example/${index}`);
  }
  expect((await add('https://b.example')).errors[0].error).toContain(
    'maximum of 10',
  );
  expect(
    (await add('https://b.example', { node_id: '9:9' })).errors,
  ).toHaveLength(1);
  expect(
    (await add('https://b.example', { file_key: 'x' })).errors,
  ).toHaveLength(1);
  const { body } = await get(`/v1/files/${WEB}/dev_resources?node_ids=14:1`);
  expect(body.dev_resources).toHaveLength(10);
  expect((await post('/v1/dev_resources', {})).body).toMatchObject({
    error: true,
  });
});

it('tells its webhooks what happens, and again when they fail', async () => {
  const taken: any[] = [];
  let fails = 0;
  const receiver = createServer((req, res) => {
    let text = '';
    req.on('data', chunk => {
      text += chunk;
    });
    req.on('end', () => {
      taken.push(JSON.parse(text));
      fails -= 1;
      res.statusCode = fails >= 0 ? 500 : 200;
      res.end();
    });
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const { figma, post, control, clock } = await start();
  for (const event of [
    'FILE_UPDATE',
    'FILE_VERSION_UPDATE',
    'FILE_COMMENT',
    'DEV_MODE_STATUS_UPDATE',
    'FILE_DELETE',
  ]) {
    await post('/v2/webhooks', {
      event_type: event,
      context: 'team',
      context_id: '880011',
      endpoint: `http://127.0.0.1:${port}/`,
      passcode: 'a passcode of Figma',
    });
  }
  await figma.webhooks.settled();
  taken.splice(0);
  await control('/edit', { key: WEB, label: 'Final' });
  await control('/comments', {
    key: WEB,
    by: 'max',
    message: 'Nice',
    node: '10:2',
  });
  await control('/dev-status', {
    key: WEB,
    nodeId: '14:1',
    status: 'COMPLETED',
  });
  await control('/delete', { key: WEB });
  await figma.webhooks.settled();
  const schemas: Record<string, string> = {
    FILE_UPDATE: 'WebhookFileUpdatePayload',
    FILE_VERSION_UPDATE: 'WebhookFileVersionUpdatePayload',
    FILE_COMMENT: 'WebhookFileCommentPayload',
    DEV_MODE_STATUS_UPDATE: 'WebhookDevModeStatusUpdatePayload',
    FILE_DELETE: 'WebhookFileDeletePayload',
  };
  expect(taken.map(({ event_type: event }) => event)).toEqual(
    Object.keys(schemas),
  );
  for (const body of taken) {
    expect(body.passcode).toBe('a passcode of Figma');
    expect(payloadProblems(schemas[body.event_type], body)).toEqual([]);
  }
  taken.splice(0);
  fails = 1;
  await control('/edit', { key: STUDIO });
  await figma.webhooks.settled();
  clock.advance(5 * 60_000);
  await figma.webhooks.settled();
  expect(taken).toHaveLength(2);
  expect(taken[0]).toEqual(taken[1]);
  await new Promise(resolve => receiver.close(resolve));
});

it('goes back to its seed', async () => {
  const { figma, get, control } = await start();
  const before = await get(`/v1/files/${WEB}/meta`);
  await control('/edit', { key: WEB });
  await control('/files', { key: 'MWXfortyFramesFileKey0001', frames: 40 });
  expect((await get('/v1/files/MWXfortyFramesFileKey0001/meta')).status).toBe(
    200,
  );
  const after = await get(`/v1/files/${WEB}/meta`);
  expect(after.body.file.version).not.toBe(before.body.file.version);
  figma.service.reset();
  expect((await get(`/v1/files/${WEB}/meta`)).body.file.version).toBe(
    before.body.file.version,
  );
  expect(figma.limits.calls()).toEqual({ 1: 0, 2: 0, 3: 1 });
});

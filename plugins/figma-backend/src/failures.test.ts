import {
  framesResponseSchema,
  statusResponseSchema,
  summarySchema,
} from '@internal/plugin-figma-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  ROUTES,
  startPlugin,
  type StartedPlugin,
  type StartOptions,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

async function start(figma: StartOptions['figma'] = {}) {
  plugin = await startPlugin({ figma });
  return plugin;
}
const paths = () => plugin.figma.service.requests().map(({ path }) => path);
const refuse = (
  status: number,
  message: string,
  more: { form?: 'err' | 'boolean'; path?: string; times?: number } = {},
) =>
  plugin.figma.switches.refusals.push({ path: '', status, message, ...more });

describe('what Figma does wrong', () => {
  it.each([
    [
      '403 for the token',
      { kind: 'bad_credential' },
      503,
      'figma_credentials_rejected',
    ],
    ['401', { kind: 'status', status: 401 }, 503, 'figma_credentials_rejected'],
    ['403', { kind: 'status', status: 403 }, 503, 'figma_forbidden'],
    ['404', { kind: 'status', status: 404 }, 404, 'file_not_found'],
    [
      '429 for days',
      { kind: 'status', status: 429, headers: { 'Retry-After': '400000' } },
      503,
      'figma_rate_limited',
    ],
    ['500', { kind: 'status', status: 500 }, 503, 'figma_unavailable'],
    ['503', { kind: 'html', status: 503 }, 503, 'figma_unavailable'],
    ['no answer', { kind: 'hang' }, 503, 'figma_timeout'],
    ['a cut connection', { kind: 'refuse' }, 503, 'figma_unreachable'],
    ['half an answer', { kind: 'truncated' }, 503, 'figma_answer_truncated'],
    ['a page', { kind: 'html', status: 200 }, 503, 'figma_answer_not_json'],
    [
      '50 MB',
      { kind: 'huge', bytes: 50_000_000 },
      503,
      'figma_answer_too_large',
    ],
    [
      'another shape',
      { kind: 'status', status: 200 },
      503,
      'figma_unexpected_answer',
    ],
    [
      'another address',
      { kind: 'status', status: 302, headers: { Location: '/login' } },
      503,
      'figma_unexpected_answer',
    ],
  ] as const)('%s', async (_what, fault, status, code) => {
    // Only who waits for nothing should be impatient: a busy machine is slow.
    const timeout = { milliseconds: fault.kind === 'hang' ? 300 : 20_000 };
    const { figma, get } = await start({ timeout });
    figma.service.faults.add({ path: '', fault });
    for (const route of ROUTES) {
      const answer = await get(of('webapp', route));
      expect([route, ...refusal(answer)]).toEqual([route, status, code]);
      expect(JSON.stringify(answer.body)).not.toContain('figd_');
    }
  });

  it.each(
    (['err', 'boolean'] as const).flatMap(form =>
      (
        [
          [403, 'Invalid token', 503, 'figma_credentials_rejected'],
          [
            403,
            'Invalid scope(s): x. This endpoint requires the file_metadata:read scope',
            503,
            'figma_scope_missing',
          ],
          [403, 'File not exportable', 503, 'figma_forbidden'],
          [400, 'Request too large', 503, 'figma_request_too_large'],
          [
            400,
            'File type not supported by this endpoint',
            404,
            'file_type_unsupported',
          ],
          [400, 'Surprise', 503, 'figma_unexpected_answer'],
        ] as const
      ).map(([given, message, status, code]) => ({
        form,
        given,
        message,
        expected: [status, code],
      })),
    ),
  )('$given "$message" in the form $form', async one => {
    const { get } = await start();
    refuse(one.given, one.message, { form: one.form });
    expect(refusal(await get(of('webapp', 'frames')))).toEqual(one.expected);
  });

  it('isn’t there at all', async () => {
    const { figma, get } = await start();
    await figma.service.stop();
    expect(refusal(await get(of('webapp')))).toEqual([
      503,
      'figma_unreachable',
    ]);
    await figma.service.start();
  });

  it('lacks a scope: only what needs it is missing, and the platform team sees which', async () => {
    const { get } = await start({ token: 'figd_simulated_narrow' });
    const summary = summarySchema.parse((await get(of('webapp'))).body);
    expect(summary).toMatchObject({
      file: { name: 'MobZ Web' },
      openComments: { problem: { code: 'figma_scope_missing' } },
      readyForDev: { count: 3 },
      stale: false,
    });
    const comments = await get(of('webapp', 'comments'));
    expect(refusal(comments)).toEqual([503, 'figma_scope_missing']);
    expect(comments.body.error.message).toContain('file_comments:read');
    const { lastProblem } = statusResponseSchema.parse(
      (await get('/status')).body,
    );
    expect(lastProblem?.code).toBe('figma_scope_missing');
  });

  it('spoils one part, and the others are there', async () => {
    const { get } = await start();
    refuse(500, 'Oops', { path: '/comments' });
    refuse(500, 'Oops', { path: '/v1/images/' });
    const summary = summarySchema.parse((await get(of('webapp'))).body);
    expect(summary).toMatchObject({
      thumbnail: expect.any(String),
      openComments: { problem: { code: 'figma_unavailable' } },
      readyForDev: { count: 3 },
    });
    const { frames } = framesResponseSchema.parse(
      (await get(of('webapp', 'frames'))).body,
    );
    expect(frames.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['Rooms', 'figma_unavailable'],
      ['Rooms, list', 'figma_unavailable'],
      ['Nothing yet', 'figma_unavailable'],
      ['9:9', 'node_not_found'],
    ]);
    expect((await get(of('webapp', 'sections'))).status).toBe(200);
  });

  it('knows words that we don’t', async () => {
    const { figma, get } = await start();
    figma.switches.unknownWords = true;
    for (const route of ['summary', 'comments', 'versions']) {
      expect((await get(of('webapp', route))).status).toBe(200);
    }
    const summary = summarySchema.parse((await get(of('webapp'))).body);
    expect(summary.file.editorType).toBe('hologram');
    // A kind of editor that is new has no content that the API is known to tell.
    expect(refusal(await get(of('webapp', 'frames')))).toEqual([
      404,
      'file_type_unsupported',
    ]);
  });

  it('has null for nodes and pictures', async () => {
    const { figma, get } = await start();
    figma.switches.nullNodes = ['9:9', '10:2'];
    figma.switches.nullImages = ['10:2', '10:3', '20:2'];
    const { frames } = framesResponseSchema.parse(
      (await get(of('webapp', 'frames'))).body,
    );
    expect(frames.map(({ problem }) => problem?.code)).toEqual([
      'figma_not_rendered',
      'figma_not_rendered',
      'figma_not_rendered',
      'node_not_found',
    ]);
    // It is known now that there are none.
    const before = paths().length;
    await get(of('webapp', 'frames'));
    expect(paths()).toHaveLength(before);
  });

  it('can’t hand out a large file at once: it is read less deep', async () => {
    const { figma, get } = await start();
    figma.switches.tooLargeFromDepth = 3;
    const { body } = await get(of('webapp', 'sections'));
    expect(body.sections).toHaveLength(4);
    const depths = figma.limits.calls()[1];
    expect(depths).toBe(2);
    figma.switches.tooLargeFromDepth = 1;
    expect(refusal(await get(of('studio', 'sections')))).toEqual([
      503,
      'figma_request_too_large',
    ]);
    expect(figma.limits.calls()[1]).toBe(depths + 3);
  });

  it('can’t draw many frames at once: batches are halved', async () => {
    const { figma, get } = await start();
    figma.switches.mostRendered = 1;
    const { frames } = framesResponseSchema.parse(
      (await get(of('webapp', 'frames'))).body,
    );
    expect(frames.slice(0, 2).every(({ image }) => image)).toBe(true);
    // The document, the node that isn't in it, three nodes, two and one, and one and one.
    expect(figma.limits.calls()[1]).toBe(2 + 5);
    figma.switches.mostRendered = 0;
    const { body } = await get(of('studio', 'frames'));
    expect(body.frames[0].problem.code).toBe('figma_not_rendered');
  });

  it('hands out something else than pictures', async () => {
    const { figma, get } = await start();
    figma.service.faults.add({
      path: /^\/images\//,
      fault: { kind: 'html', status: 200 },
    });
    const summary = summarySchema.parse((await get(of('webapp'))).body);
    expect(summary).not.toHaveProperty('thumbnail');
    expect(summary.thumbnailProblem?.code).toBe('figma_picture_unusable');
    const { body } = await get(of('webapp', 'frames'));
    expect(body.frames[0].problem.code).toBe('figma_picture_unusable');
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorsResponseSchema } from '@internal/plugin-bugsnag-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { of, StartedPlugin, startPlugin } from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

/** A Bugsnag that answers with what it is told; for shapes that the real one may have one day. */
async function startOdd(bodies: Record<string, [unknown, string?]>) {
  const odd = createServer((req, res) => {
    const path = req.url!.split('?')[0];
    const [body, link] = bodies[path] ?? [[]];
    res.setHeader('Content-Type', 'application/json');
    if (link) {
      res.setHeader('Link', link);
    }
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    odd.listen(0, '127.0.0.1', resolve);
  });
  const { port } = odd.address() as AddressInfo;
  plugin = await startPlugin({
    bugsnag: { token: 't', apiBaseUrl: `http://127.0.0.1:${port}` },
  });
  return () => new Promise(resolve => odd.close(resolve));
}

const ACCOUNT = {
  '/user/organizations': [
    [null, { id: 'o', name: 'MobWorx', slug: 'mobworx' }],
  ] as [unknown],
  '/organizations/o/projects': [
    [
      null,
      {
        id: 'p',
        name: 'WebApp',
        slug: 'webapp',
        api_key: null,
        release_stages: null,
        target_stability: null,
      },
    ],
  ] as [unknown],
};

describe('odd answers', () => {
  it('takes null for absent and words that it does not know', async () => {
    const close = await startOdd({
      ...ACCOUNT,
      '/projects/p/errors': [
        [
          null,
          {
            id: 'e',
            error_class: null,
            message: null,
            severity: 'catastrophe',
            status: null,
            events: null,
            first_seen: 'yesterday',
            release_stages: null,
            linked_issues: [{ key: 'X-1', url: 'data:text/html,x' }],
          },
        ],
        // The last page, or an address that isn't Bugsnag's: there is no next page.
        '<https://evil.example/steal>; rel="next"',
      ],
      '/projects/p/stability_trend': [{ timeline_points: null }],
      '/projects/p/releases': [
        [{ id: 'r', release_stage: 'beta', source_control: null }],
      ],
      '/projects/p/trend': [[null, { from: null, to: null }]],
    });
    const { body } = await plugin.get(of('webapp'));
    const { errors, nextCursor, total } = errorsResponseSchema.parse(body);
    expect(errors).toEqual([
      expect.objectContaining({
        errorClass: 'Error without a class',
        severity: 'catastrophe',
        status: 'unknown',
        events: 0,
        stages: [],
        issues: [],
      }),
    ]);
    expect(errors[0]).not.toHaveProperty('firstSeen');
    expect([nextCursor, total]).toEqual([undefined, undefined]);
    for (const [route, what, expected] of [
      ['stability', 'points', []],
      ['trend', 'buckets', []],
      [
        'releases',
        'releases',
        [expect.objectContaining({ stage: 'beta', version: 'no version' })],
      ],
    ] as const) {
      const answer = await plugin.get(of('webapp', route));
      expect(answer.body[what]).toEqual(expected);
    }
    await close();
  });

  it.each([
    ['[{"id": "e"', 'bugsnag_answer_truncated'],
    ['', 'bugsnag_answer_truncated'],
    [null, 'bugsnag_unexpected_answer'],
    [[{ id: 7 }], 'bugsnag_unexpected_answer'],
    [[{ id: 'e', events: 'many' }], 'bugsnag_unexpected_answer'],
  ])('refuses %j', async (body, code) => {
    const close = await startOdd({
      ...ACCOUNT,
      '/projects/p/errors': [body],
    });
    expect(refusal(await plugin.get(of('webapp')))).toEqual([503, code]);
    await close();
  });

  it('reads a list of projects without an end for a while only', async () => {
    const close = await startOdd({
      ...ACCOUNT,
      '/organizations/o/projects': [
        [],
        '</organizations/o/projects?offset=1>; rel="next"',
      ],
    });
    expect(refusal(await plugin.get(of('webapp')))).toEqual([
      503,
      'bugsnag_projects_endless',
    ]);
    await close();
  });
});

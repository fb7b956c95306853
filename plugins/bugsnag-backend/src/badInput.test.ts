import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  ROUTES,
  StartedPlugin,
  startPlugin,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

const LONG = 'a'.repeat(2_100);
const projectCalls = () =>
  plugin.bugsnag.service
    .requests()
    .filter(({ path }) => path.startsWith('/projects/')).length;

const FOREIGN = [
  'url=http://localhost:1',
  'project=1',
  'organization=MobWorx',
  'filters[error.status][][value]=open',
  'per_page=500',
  'offset=30',
  'constructor=x',
];
const FILTERS = [
  'status=',
  'status=closed',
  'status=open,',
  'status=open&status=fixed',
  'status[key]=open',
  'severity=fatal',
  'severity=error,,info',
  'stage=',
  `stage=${LONG}`,
  `stage=${Array.from({ length: 11 }, (_, i) => i)}`,
  'stage=a%00b',
  'search=',
  `search=${LONG}`,
  'search=a%0Ab',
  'search=a&search=b',
  'period=',
  'period=1y',
  'period=30d&period=7d',
];
const ORDER = [
  'sort=',
  'sort=unsorted',
  'sort=users;drop',
  'direction=up',
  'direction=asc&direction=desc',
  'cursor=',
  `cursor=${LONG}`,
  'cursor=https%3A%2F%2Fevil.example%2F',
  'cursor=a%20b',
];

const REFUSED: Record<string, string[]> = {
  summary: [...FOREIGN, ...FILTERS, ...ORDER],
  stability: [...FOREIGN, ...FILTERS, ...ORDER],
  trend: [...FOREIGN, ...FILTERS, ...ORDER],
  errors: [...FOREIGN, ...FILTERS, ...ORDER],
  releases: [
    ...FOREIGN,
    ...ORDER,
    'stage=',
    `stage=${LONG}`,
    'stage=a%00b',
    'stage=a&stage=b',
    'status=open',
  ],
};

describe.each(Object.entries(REFUSED))('GET …/%s', (route, queries) => {
  it('refuses every other query, and asks Bugsnag nothing', async () => {
    const before = projectCalls();
    for (const query of queries) {
      const answer = await plugin.get(of('webapp', `${route}?${query}`));
      expect([query, ...refusal(answer)]).toEqual([
        query,
        400,
        'request_invalid',
      ]);
    }
    expect(projectCalls()).toBe(before);
  });

  it.each([
    ['document', 404, 'annotation_missing'],
    ['misspelt', 404, 'annotation_malformed'],
    ['address', 404, 'organization_not_found'],
    ['part-of-a-name', 404, 'project_not_found'],
    ['other-case', 404, 'project_not_found'],
    ['wrong-key', 404, 'project_not_found'],
    ['part-of-an-organization', 404, 'organization_not_found'],
    ['someone-elses', 404, 'project_not_found'],
    ['nobody', 404, 'entity_not_found'],
    ['..%2fwebapp', 404, 'entity_not_found'],
    ['a'.repeat(64), 400, 'request_invalid'],
  ])('of %s', async (name, status, code) => {
    const before = projectCalls();
    expect(refusal(await plugin.get(of(name, route)))).toEqual([status, code]);
    expect(projectCalls()).toBe(before);
  });
});

it('reads no other kinds or namespaces than there are', async () => {
  for (const path of ['api/default/webapp', 'component/other/webapp']) {
    const answer = await plugin.get(`/api/bugsnag/entities/${path}/errors`);
    expect(refusal(answer)).toEqual([404, 'entity_not_found']);
  }
});

describe('a cursor', () => {
  const forged = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');

  it('belongs to one list: one project, its filters and its order', async () => {
    const { nextCursor } = (await plugin.get(of('webapp'))).body;
    const [mark, before, start] = JSON.parse(
      Buffer.from(nextCursor, 'base64url').toString(),
    );
    const page = (query: string, name = 'webapp') =>
      plugin.get(of(name, `errors?${query}`));
    expect((await page(`cursor=${nextCursor}`)).body.before).toBe(30);
    const lost = [400, 'cursor_invalid'];
    for (const query of [
      `cursor=${nextCursor}&sort=users`,
      `cursor=${nextCursor}&direction=asc`,
      `cursor=${nextCursor}&status=open`,
      `cursor=${nextCursor}&period=7d`,
      `cursor=${nextCursor.slice(0, -4)}`,
      'cursor=x',
      `cursor=${forged(null)}`,
      `cursor=${forged({ mark })}`,
      `cursor=${forged([mark, before, []])}`,
      `cursor=${forged([mark, -1, start])}`,
      `cursor=${forged([mark, 1e9, start])}`,
      `cursor=${forged([mark, before, [['per_page', '5000']]])}`,
      `cursor=${forged([mark, before, [['filters[search][][value]', 'x']]])}`,
      `cursor=${forged([mark, before, [['offset', 30]]])}`,
      `cursor=${forged([mark, before, Array(6).fill(['offset', '30'])])}`,
      `cursor=${forged([mark, before, [['offset', 'x'.repeat(201)]]])}`,
    ]) {
      expect([query, ...refusal(await page(query))]).toEqual([query, ...lost]);
    }
    expect(refusal(await page(`cursor=${nextCursor}`, 'ios'))).toEqual(lost);
  });
});

describe('who may not', () => {
  it('is nobody', async () => {
    for (const route of ROUTES) {
      expect((await plugin.get(of('webapp', route), null)).status).toBe(401);
    }
  });

  it('is somebody without the permission', async () => {
    const before = projectCalls();
    plugin.deny();
    for (const route of ROUTES) {
      // Somebody new: who was let in a moment ago may read on for five seconds.
      const answer = await plugin.get(
        of('webapp', route),
        'user:default/newcomer',
      );
      expect(refusal(answer)).toEqual([403, 'not_permitted']);
    }
    expect(projectCalls()).toBe(before);
  });
});

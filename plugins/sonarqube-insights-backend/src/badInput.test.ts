import { refusal } from './__testUtils__/refusal';
import {
  of,
  StartedPlugin,
  startPlugin,
  SUMMARIES,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

const LONG = 'a'.repeat(300);
const upstreamCalls = () =>
  plugin.server.service.requests().length +
  plugin.community.service.requests().length;

const CODE_QUERIES = [
  'url=http://localhost:1',
  'component=mobworx_ios',
  'constructor=x',
  'branch=',
  `branch=${LONG}`,
  'branch=a%00b',
  'branch=main&branch=ios',
  'branch[key]=x',
  'pullRequest=',
  `pullRequest=${LONG}`,
  'pullRequest=1%202',
  'pullRequest=1%26branch%3Dx',
  'branch=main&pullRequest=482',
];

describe.each(['details', 'issues', 'history', 'branches', 'summary'])(
  'GET …/%s',
  route => {
    it.each(CODE_QUERIES)('refuses ?%s', async query => {
      const before = upstreamCalls();
      const answer = await plugin.get(of('webapp', `${route}?${query}`));
      expect(refusal(answer)).toEqual([400, 'request_invalid']);
      expect(upstreamCalls()).toBe(before);
    });

    it.each([
      ['document', 404, 'annotation_missing'],
      ['misspelt', 404, 'annotation_malformed'],
      ['elsewhere', 404, 'instance_unknown'],
      ['nobody', 404, 'entity_not_found'],
      ['..%2fwebapp', 404, 'entity_not_found'],
      ['a'.repeat(64), 400, 'request_invalid'],
    ])('of %s', async (name, status, code) => {
      const before = upstreamCalls();
      const answer = await plugin.get(of(name, route));
      expect(refusal(answer)).toEqual([status, code]);
      expect(upstreamCalls()).toBe(before);
    });
  },
);

it.each(['scope=', 'scope=all', 'scope=new&scope=overall', 'ps=500'])(
  'GET …/issues refuses ?%s',
  async query => {
    const answer = await plugin.get(of('webapp', `issues?${query}`));
    expect(refusal(answer)).toEqual([400, 'request_invalid']);
  },
);

describe('POST /summaries', () => {
  const ref = 'component:default/webapp';
  it.each([
    ['nothing', {}],
    ['a list', [ref]],
    ['an unknown key', { entityRefs: [ref], instance: 'studio' }],
    ['no refs', { entityRefs: [] }],
    ['a text', { entityRefs: ref }],
    ['numbers', { entityRefs: [5] }],
    ['null', { entityRefs: [null] }],
    ['a name', { entityRefs: ['webapp'] }],
    ['an address', { entityRefs: ['http://localhost:1/'] }],
    ['a project key', { entityRefs: ['studio/mobworx_webapp'] }],
    ['a long ref', { entityRefs: [`component:default/${LONG}`] }],
    ['too many', { entityRefs: Array(101).fill(ref) }],
    ['too large', { entityRefs: [ref], more: 'x'.repeat(70_000) }],
  ])('refuses %s', async (_what, body) => {
    const answer = await plugin.post(SUMMARIES, body);
    expect(refusal(answer)).toEqual([400, 'request_invalid']);
  });

  it('refuses what is not JSON, and a query', async () => {
    const text = await plugin
      .post(SUMMARIES, '{"entityRefs": [')
      .set('Content-Type', 'application/json');
    expect(refusal(text)).toEqual([400, 'request_invalid']);
    const query = await plugin.post(`${SUMMARIES}?x=1`, { entityRefs: [ref] });
    expect(refusal(query)).toEqual([400, 'request_invalid']);
  });
});

describe('who may not', () => {
  const routes = ['summary', 'details', 'history', 'branches', 'issues'];

  it('is nobody', async () => {
    for (const route of routes) {
      expect((await plugin.get(of('webapp', route), null)).status).toBe(401);
    }
    const body = { entityRefs: ['component:default/webapp'] };
    expect((await plugin.post(SUMMARIES, body, null)).status).toBe(401);
  });

  it('is somebody without the permission', async () => {
    const before = upstreamCalls();
    plugin.deny();
    for (const path of [
      ...routes.map(route => of('webapp', route)),
      '/sonarqube/entities/component/default/webapp/summary',
      '/sonarqube/findings',
    ]) {
      expect(refusal(await plugin.get(path))).toEqual([403, 'not_permitted']);
    }
    const many = await plugin.post(SUMMARIES, {
      entityRefs: ['component:default/webapp'],
    });
    expect(refusal(many)).toEqual([403, 'not_permitted']);
    expect(upstreamCalls()).toBe(before);
  });
});

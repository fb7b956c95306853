// Addresses that must be refused.
/* eslint-disable no-script-url */
import { lighthouseErrorCodes } from '@internal/plugin-lighthouse-common';
import { refusal } from './__testUtils__/refusal';
import {
  PAGE,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';
import { createRouter } from './router';
import type { RouteServices } from './routes/services';

const ID = '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11';
const LONG = 'a'.repeat(10_000);
const BAD_IDS = ['x', '__proto__', `${ID}0`, '%00', ' '];
const BAD_LIMITS = ['0', '-1', '1.5', 'x', '', '100000', '1e9'].map(
  value => `limit=${value}`,
);
const BAD_OFFSETS = ['-1', 'x', '1.5', '1e99'].map(value => `offset=${value}`);
const BAD_PAGES = [...BAD_LIMITS, ...BAD_OFFSETS];

interface RouteInputs {
  route: string;
  permission: string;
  good: string;
  /** Paths that are refused. */
  badPaths?: string[];
  /** Beside those that no route takes. */
  badQueries?: string[];
}

const READ = 'lighthouse.audit.read';
const withBadIds = (suffix = '') =>
  BAD_IDS.map(id => `/audits/${encodeURIComponent(id)}${suffix}`);

/** The plugin's own routes; those of the audit-service's contract are in its test. */
const routes: RouteInputs[] = [
  { route: 'GET /state', permission: READ, good: '/state' },
  {
    route: 'GET /websites',
    permission: READ,
    good: '/websites?limit=5',
    badQueries: [
      ...BAD_PAGES,
      `q=${'a'.repeat(201)}`,
      'q=%00',
      'q=a%07b',
      'q=a&q=b',
      'q[a]=b',
    ],
  },
  {
    route: 'GET /websites/:url',
    permission: READ,
    good: `/websites/${encodeURIComponent(PAGE)}`,
    badPaths: [
      'x',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://sam:pw@a.example',
      `https://a.example/${LONG}`,
      'https://',
    ].map(url => `/websites/${encodeURIComponent(url)}`),
    badQueries: [...BAD_PAGES, 'formFactor=tablet', 'formFactor=', 'q=x'],
  },
  {
    route: 'GET /entities/:kind/:namespace/:name',
    permission: READ,
    good: '/entities/component/default/shop',
    badPaths: [
      `/entities/component/default/${'a'.repeat(64)}`,
      `/entities/${'a'.repeat(64)}/default/a`,
      '/entities/component/default/%00',
    ],
  },
  {
    route: 'POST /audits',
    permission: 'lighthouse.audit.create',
    good: '/audits',
  },
  {
    route: 'GET /audits/:id',
    permission: READ,
    good: `/audits/${ID}`,
    badPaths: withBadIds(),
  },
  {
    route: 'GET /audits/:id/report',
    permission: READ,
    good: `/audits/${ID}/report`,
    badPaths: withBadIds('/report'),
  },
  {
    route: 'GET /audits/:id/comparison',
    permission: READ,
    good: `/audits/${ID}/comparison`,
    badPaths: withBadIds('/comparison'),
    badQueries: BAD_IDS.map(id => `with=${encodeURIComponent(id)}`),
  },
  {
    route: 'DELETE /audits/:id',
    permission: 'lighthouse.audit.delete',
    good: `/audits/${ID}`,
    badPaths: withBadIds(),
  },
];

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterEach(() => portal.deny());
afterAll(async () => portal.stop());

const order = { url: PAGE, formFactor: 'mobile' };

function send(route: string, path: string, body: unknown = order, user?: null) {
  const [method] = route.split(' ');
  return method === 'POST'
    ? portal.post(path, body, user)
    : portal[method.toLowerCase() as 'get' | 'delete'](path, user);
}

it('knows every route of the plugin', () => {
  const { stack } = createRouter({
    logger: undefined,
  } as never as RouteServices);
  const own = stack
    .flatMap(({ route }) =>
      route
        ? Object.keys((route as any).methods).map(
            method => `${method.toUpperCase()} ${route.path}`,
          )
        : [],
    )
    .filter(name => !/ \/(v1|_ping)/.test(name));
  expect(routes.map(({ route }) => route).sort()).toEqual(own.sort());
});

describe.each(routes.map(inputs => [inputs.route, inputs] as const))(
  '%s',
  (route, { permission, good, badPaths = [], badQueries = [] }) => {
    it('refuses bad input with a code, a sentence and a remedy', async () => {
      const [plain] = good.split('?');
      const paths = [
        ...badPaths,
        ...[...badQueries, 'unknown=x', 'url=x'].map(
          query => `${plain}?${query}`,
        ),
      ];
      const accepted: string[] = [];
      for (const path of paths) {
        const answer = await send(route, path);
        if (answer.status < 400 || answer.status > 404) {
          accepted.push(`${path.slice(0, 100)}: ${answer.status}`);
          continue;
        }
        const [, code] = refusal(answer);
        if (!lighthouseErrorCodes.includes(code)) {
          accepted.push(`${path.slice(0, 100)}: ${code}`);
        }
      }
      expect(accepted).toEqual([]);
      expect(portal.runner.orders).toEqual([]);
    });

    it(`is refused without ${permission}, and to nobody in particular`, async () => {
      portal.deny(permission);
      expect(refusal(await send(route, good))).toEqual([403, 'not_permitted']);
      portal.deny();
      expect((await send(route, good, order, null)).status).toBe(401);
    });
  },
);

describe('POST /audits', () => {
  it.each([
    ['nothing', {}, 'request_invalid'],
    ['a list', [order], 'request_invalid'],
    ['an unknown key', { ...order, chromePath: '/bin/sh' }, 'request_invalid'],
    ['no form factor', { url: PAGE }, 'request_invalid'],
    ['a tablet', { ...order, formFactor: 'tablet' }, 'request_invalid'],
    ['a number', { ...order, url: 5 }, 'request_invalid'],
    ['null', { ...order, url: null }, 'request_invalid'],
    ['too much', { ...order, url: 'a'.repeat(40_000) }, 'request_invalid'],
    ['no address', { ...order, url: ' ' }, 'url_missing'],
    ['no scheme', { ...order, url: '127.0.0.1:9/shop' }, 'url_without_scheme'],
    ['a file', { ...order, url: 'file:///etc/passwd' }, 'url_scheme_refused'],
    [
      'a script',
      { ...order, url: 'javascript:alert(1)' },
      'url_scheme_refused',
    ],
    [
      'credentials',
      { ...order, url: 'http://a:b@127.0.0.1:9/' },
      'url_with_credentials',
    ],
    ['10 kB', { ...order, url: `http://127.0.0.1:9/${LONG}` }, 'url_too_long'],
    [
      'another port',
      { ...order, url: 'http://127.0.0.1:10/' },
      'target_not_declared',
    ],
    [
      'another host',
      { ...order, url: 'https://evil.example/' },
      'target_not_declared',
    ],
  ])('refuses %s', async (_what, body, code) => {
    const answer = await portal.post('/audits', body);
    const [status, found] = refusal(answer);
    expect(found).toBe(code);
    expect(status).toBe(code === 'target_not_declared' ? 403 : 400);
    expect(await portal.knex('audits')).toEqual([]);
  });

  it('refuses what is not JSON', async () => {
    const answer = await portal
      .post('/audits', undefined)
      .set('Content-Type', 'application/json')
      .send('{"url":');
    expect(refusal(answer)).toEqual([400, 'request_invalid']);
  });
});

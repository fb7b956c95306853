import { ManualClock } from '../clock';
import { bugsnagSeed } from './seed';
import {
  startBugsnag,
  type BugsnagOptions,
  type BugsnagSimulator,
} from './simulator';

const running: BugsnagSimulator[] = [];
afterEach(() => Promise.all(running.splice(0).map(one => one.close())));

const PORTAL = {
  Authorization: 'token bugsnag_simulated_portal',
  'X-Version': '2',
};

async function start(options: BugsnagOptions = {}) {
  const bugsnag = await startBugsnag(options);
  running.push(bugsnag);
  const get = async (
    path: string,
    headers: Record<string, string> = PORTAL,
  ) => {
    const url = path.startsWith('http') ? path : bugsnag.service.url + path;
    const response = await fetch(url, { headers });
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(await response.text()),
    };
  };
  const idOf = async (name: string) => {
    const { body: organizations } = await get('/user/organizations');
    const { id } = organizations.find((one: any) => one.slug === 'mobworx');
    const { body } = await get(`/organizations/${id}/projects`);
    return body.find((one: any) => one.name === name).id as string;
  };
  return { bugsnag, get, idOf };
}

const filter = (field: string, ...values: string[]) =>
  values
    .map(
      value =>
        `filters[${field}][][type]=eq&filters[${field}][][value]=${encodeURIComponent(value)}`,
    )
    .join('&');

const nextOf = (headers: Headers) =>
  /^<([^>]+)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1];

describe('who may ask', () => {
  it.each([
    [{}, 401],
    [{ ...PORTAL, Authorization: 'token nobody' }, 401],
    [{ ...PORTAL, Authorization: 'Bearer bugsnag_simulated_portal' }, 401],
    [{ Authorization: PORTAL.Authorization }, 400],
  ])('%j', async (headers, status) => {
    const { get } = await start();
    expect(await get('/user/organizations', headers as never)).toMatchObject({
      status,
      body: { errors: [expect.stringMatching(/\S/)] },
    });
  });

  it('sees the organizations of the token’s user and no project of another', async () => {
    const { get, idOf } = await start();
    const narrow = {
      ...PORTAL,
      Authorization: 'token bugsnag_simulated_narrow',
    };
    const { body } = await get('/user/organizations', narrow);
    expect(body.map(({ name }: any) => name)).toEqual(['MobWorx Labs']);
    const path = `/projects/${await idOf('WebApp')}/errors`;
    expect((await get(path)).status).toBe(200);
    expect((await get(path, narrow)).status).toBe(404);
  });
});

it('allows so many calls a minute, says how many are left, and when to come back', async () => {
  const clock = new ManualClock();
  const { bugsnag, get } = await start({ clock });
  bugsnag.allow(2);
  const first = await get('/user/organizations');
  expect(first.headers.get('X-RateLimit-Limit')).toBe('2');
  expect(first.headers.get('X-RateLimit-Remaining')).toBe('1');
  clock.advance(15_000);
  await get('/user/organizations');
  const refused = await get('/user/organizations');
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([
    429,
    '45',
  ]);
  clock.advance(45_000);
  expect((await get('/user/organizations')).status).toBe(200);
  expect(bugsnag.calls()).toEqual({ '/user/organizations': 4 });
});

describe('errors', () => {
  it('come in pages that a link leads through', async () => {
    const { get, idOf } = await start();
    const path = `/projects/${await idOf('WebApp')}/errors`;
    const ids: string[] = [];
    const sizes: number[] = [];
    let next: string | undefined = `${path}?per_page=20&sort=users`;
    while (next) {
      const { body, headers }: any = await get(next);
      expect(headers.get('X-Total-Count')).toBe('46');
      ids.push(...body.map(({ id }: any) => id));
      sizes.push(body.length);
      next = nextOf(headers);
    }
    expect(sizes).toEqual([20, 20, 6]);
    expect(new Set(ids).size).toBe(46);
  });

  it('are filtered, alternatives of one field by OR, and searched', async () => {
    const { get, idOf } = await start();
    const path = `/projects/${await idOf('WebApp')}/errors`;
    const classes = async (query: string) =>
      (await get(`${path}?per_page=100&${query}`)).body.map(
        (error: any) => error.error_class,
      );
    expect(await classes(filter('error.status', 'fixed', 'snoozed'))).toEqual([
      'QuotaExceededError',
      'NotReadableError',
    ]);
    expect(
      await classes(
        `${filter('event.severity', 'warning')}&${filter('error.status', 'for_review')}`,
      ),
    ).toEqual(['GraphQLError']);
    expect(await classes(filter('search', 'GETVIDEO'))).toEqual(['TypeError']);
    expect(
      await classes(
        `${filter('event.since', '24h')}&sort=events&direction=desc`,
      ),
    ).toEqual([
      'OverconstrainedError',
      'InvalidStateError',
      'TypeError',
      'ChunkLoadError',
      'GraphQLError',
    ]);
  });

  it.each([
    'per_page=0',
    'sort=mood',
    'direction=up',
    'offset=-1',
    'base=soon',
    'filters[mood][][type]=eq&filters[mood][][value]=good',
    'filters[search][][value]=x',
    'filters[search][][type]=like&filters[search][][value]=x',
    filter('event.since', 'soon'),
  ])('refuses %s', async query => {
    const { get, idOf } = await start();
    const answer = await get(
      `/projects/${await idOf('WebApp')}/errors?${query}`,
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [expect.stringMatching(/\S/)] },
    });
  });

  it('have a trend by the same filters', async () => {
    const { get, idOf } = await start();
    const path = `/projects/${await idOf('WebApp')}/trend`;
    expect((await get(path)).status).toBe(400);
    const total = async (query: string) => {
      const { body } = await get(`${path}?buckets_count=30&${query}`);
      expect(body).toHaveLength(30);
      return body.reduce((sum: number, one: any) => sum + one.events_count, 0);
    };
    expect(await total(filter('error.status', 'fixed'))).toBeLessThan(
      await total(''),
    );
  });
});

it('has stability by day, and releases with their sessions', async () => {
  const { get, idOf } = await start();
  const id = await idOf('WebApp');
  const { body: trend } = await get(`/projects/${id}/stability_trend`);
  expect(trend.release_stage_name).toBe('production');
  expect(trend.timeline_points).toHaveLength(30);
  const { body: staging } = await get(
    `/projects/${id}/releases?release_stage=staging`,
  );
  expect(staging.map((one: any) => one.app_version)).toEqual([
    '4.13.0-rc.1',
    '4.13.0-rc.0',
  ]);
  const quiet = await idOf('Android app');
  expect(
    (await get(`/projects/${quiet}/stability_trend`)).body.timeline_points,
  ).toEqual([]);
});

it('switches: fewer calls, more projects in pages, and back to the seed', async () => {
  const { bugsnag, get } = await start();
  const post = (path: string, body: unknown) =>
    fetch(`${bugsnag.service.url}/_simulator${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post('/bugsnag', { addProjects: 150 });
  const { body: organizations } = await get('/user/organizations');
  const path = `/organizations/${organizations[1].id}/projects?per_page=100`;
  const first = await get(path);
  expect(first.headers.get('X-Total-Count')).toBe('155');
  expect(nextOf(first.headers)).toContain('offset%5Bsort_field_offset%5D=');
  const second = await get(nextOf(first.headers)!);
  expect(second.body.map((one: any) => one.name)).toContain('WebApp');
  expect(nextOf(second.headers)).toBeUndefined();
  expect((await post('/bugsnag', { mood: 'bad' })).status).toBe(400);
  await post('/bugsnag', { callsPerMinute: 1 });
  expect((await get('/user/organizations')).status).toBe(429);
  await post('/reset', {});
  expect((await get(path)).headers.get('X-Total-Count')).toBe('5');
  expect(bugsnagSeed().organizations[1].projects).toHaveLength(5);
});

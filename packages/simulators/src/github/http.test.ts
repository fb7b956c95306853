import { setTimeout as wait } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { ManualClock, RealClock } from '../clock';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import type { Fault } from './faults';
import { mobworxSeed } from './seed/mobworx';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

describe('every answer', () => {
  it('carries a request id, the API version and the rate limit of its token', async () => {
    const github = await start();
    const { headers } = await caller(github, 'sam-okoro')(`GET ${repo}`);
    expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F]{16}$/);
    expect(headers.get('x-github-api-version-selected')).toBe('2022-11-28');
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(headers.get('x-ratelimit-remaining')).toBe('4999');
    const other = await caller(github, 'ida-novak')(`GET ${repo}`);
    expect(other.headers.get('x-ratelimit-remaining')).toBe('4999');
    const nobody = await caller(github)('GET /repos/MobWorx/mediamtx');
    expect(nobody.headers.get('x-ratelimit-limit')).toBe('60');
  });

  it('is an error in GitHub\'s form for what is not there or not understood', async () => {
    const call = caller(await start(), 'sam-okoro');
    const documented = { documentation_url: expect.stringContaining('https://docs.github.com/') };
    expect(await call('GET /nothing/here')).toMatchObject({
      status: 404,
      body: { message: 'Not Found', status: '404', ...documented },
    });
    for (const path of ['/branches/nope', '/contents/nope', '/contents?ref=nope', '/actions/runs/1', '/actions/jobs/1', '/actions/workflows/no.yml', `/git/blobs/${'0'.repeat(40)}`, '/git/ref/heads/nope', '/compare/master...nope']) {
      expect((await call(`GET ${repo}${path}`)).status).toBe(404);
    }
    expect((await call(`GET ${repo}/commits/nope`)).status).toBe(422);
    expect((await call('GET /users/nobody-here')).status).toBe(404);
    const version = { 'X-GitHub-Api-Version': '1999-01-01' };
    expect((await call('GET /user', { headers: version })).status).toBe(400);
    const { apiBaseUrl } = await start();
    const broken = await fetch(`${apiBaseUrl}${repo}/actions/workflows/deploy.yml/dispatches`, {
      method: 'POST',
      headers: { Authorization: 'Bearer gho_simulated_sam-okoro', 'Content-Type': 'application/json' },
      body: '{"ref":',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ message: 'Problems parsing JSON' });
  });
});

describe('an ETag', () => {
  it('answers 304 for free, until something changes, and to its own token only', async () => {
    const github = await start();
    const call = caller(github, 'sam-okoro');
    const path = `GET ${repo}/actions/runs`;
    const etag = (await call(path)).headers.get('etag')!;
    const headers = { 'If-None-Match': etag };
    const unchanged = await call(path, { headers });
    expect(unchanged).toMatchObject({ status: 304, body: '' });
    expect(unchanged.headers.get('x-ratelimit-used')).toBe('1');
    // eclipse-csi/otterdog#201: another token has another ETag for the same content.
    expect((await caller(github, 'ida-novak')(path, { headers })).status).toBe(200);
    await call(`POST ${repo}/actions/workflows/nightly.yml/dispatches`, { body: { ref: 'master' } });
    expect((await call(path, { headers })).status).toBe(200);
  });
});

describe('the rate limit', () => {
  it('refuses with 403 at zero and starts anew after an hour', async () => {
    const github = await start({ seed: { ...mobworxSeed(), rateLimit: 2 } });
    const call = caller(github, 'sam-okoro');
    const get = () => call('GET /user');
    expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
    const refused = await get();
    expect(refused.status).toBe(403);
    expect(refused.body.message).toMatch(/^API rate limit exceeded/);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    const reset = Number(refused.headers.get('x-ratelimit-reset')) * 1000;
    expect(Math.abs(reset - github.clock.now() - 3_600_000)).toBeLessThan(1000);
    expect((await call('GET /rate_limit')).body.resources.core).toMatchObject({ limit: 2, remaining: 0 });
    github.clock.advance(3_600_000);
    expect((await get()).status).toBe(200);
  });
});

describe('a list', () => {
  it('comes in pages that lead to each other', async () => {
    const github = await start();
    const octokit = new Octokit({ baseUrl: github.apiBaseUrl, auth: 'gho_simulated_ida-novak' });
    const at = { owner: 'MobWorx', repo: 'stream-service' };
    const names = await octokit.paginate(octokit.repos.listBranches, { ...at, per_page: 100 }, ({ data }) =>
      data.map(({ name }) => name),
    );
    expect(names).toHaveLength(252);
    expect(new Set(names).size).toBe(252);
    const call = caller(github, 'ida-novak');
    const page = await call('GET /repos/MobWorx/stream-service/branches?page=2');
    expect(page.body).toHaveLength(30);
    expect(page.headers.get('link')).toMatch(/page=1>; rel="prev".*page=3>; rel="next".*page=9>; rel="last".*page=1>; rel="first"/);
    expect((await call('GET /repos/MobWorx/stream-service/branches?page=99&per_page=1000')).body).toEqual([]);
    expect((await call('GET /repos/MobWorx/stream-service/branches?protected=true')).body).toMatchObject([{ name: 'master' }]);
    const found = await call('GET /repos/MobWorx/stream-service/git/matching-refs/heads/kim-sato/hls');
    expect(found.body.length).toBeGreaterThan(3);
    expect(found.body.every(({ ref }: any) => ref.startsWith('refs/heads/kim-sato/hls'))).toBe(true);
  });

  it.each([
    ['branch=v1.5.0', 2],
    ['actor=robin-hale', 1],
    ['event=schedule', 3],
    ['status=failure', 2],
    ['status=cancelled', 1],
    ['status=completed', 11],
    ['status=queued', 0],
    ['event=schedule&status=success', 2],
    ['created=>=2026-11-20T00:00:00Z', 5],
    ['created=2026-11-13..2026-11-14', 3],
    ['created=<2026-11-14', 1],
    ['created=*..2026-11-15', 3],
  ])('of runs filters by %s', async (query, count) => {
    const github = await start({ clock: new ManualClock('2026-11-21T12:00:00Z') });
    const { body } = await caller(github, 'ida-novak')(`GET ${repo}/actions/runs?${query}`);
    expect(body.total_count).toBe(count);
    const times = body.workflow_runs.map((run: any) => run.created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('of runs refuses an unknown status', async () => {
    const call = caller(await start(), 'ida-novak');
    expect((await call(`GET ${repo}/actions/runs?status=banana`)).status).toBe(422);
  });
});

describe('a fault', () => {
  const withFault = async (fault: Fault, times?: number) => {
    const github = await start();
    github.faults.add({ method: 'GET', path: /\/branches$/, fault, times });
    const get = () => fetch(`${github.apiBaseUrl}${repo}/branches`, { headers: { Authorization: 'Bearer gho_simulated_sam-okoro' }, signal: AbortSignal.timeout(300) });
    return { github, get };
  };

  it('delays', async () => {
    const { get } = await withFault({ kind: 'latency', ms: 50 });
    const before = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(45);
  });

  it.each<Fault>([{ kind: 'hang' }, { kind: 'refuse' }, { kind: 'lost_reply' }])('cuts the answer off: $kind', async fault => {
    const { github, get } = await withFault(fault, 1);
    await expect(get()).rejects.toThrow();
    expect((await get()).status).toBe(200);
    expect(github.record.requests().map(({ status }) => status)).toContain(200);
  });

  it('truncates the body', async () => {
    const { get } = await withFault({ kind: 'truncated' });
    const response = await get();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('answers with a status, HTML, or a limit', async () => {
    const answer = async (fault: Fault) => {
      const { get } = await withFault(fault);
      const response = await get();
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    const status = await answer({ kind: 'status', status: 502, message: 'Bad gateway', headers: { 'X-Test': 'a' } });
    expect(status).toMatchObject({ status: 502, text: expect.stringContaining('"message":"Bad gateway"') });
    expect(status.headers.get('x-test')).toBe('a');
    const html = await answer({ kind: 'html', status: 503 });
    expect(html).toMatchObject({ status: 503, text: expect.stringContaining('Unicorn!') });
    expect(html.headers.get('content-type')).toContain('text/html');
    const limit = await answer({ kind: 'rate_limit', resetInSeconds: 120 });
    expect(limit).toMatchObject({ status: 403, text: expect.stringContaining('API rate limit exceeded') });
    expect(limit.headers.get('x-ratelimit-remaining')).toBe('0');
    const secondary = await answer({ kind: 'secondary_limit', retryAfterSeconds: 30 });
    expect(secondary).toMatchObject({ status: 403, text: expect.stringContaining('secondary rate limit') });
    expect(secondary.headers.get('retry-after')).toBe('30');
  });

  it('hits only the requests it is meant for, and only so often', async () => {
    const github = await start();
    const call = caller(github, 'sam-okoro');
    github.faults.add({ path: '/branches', method: 'GET', fault: { kind: 'status', status: 500 }, times: 1 });
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);
    expect((await call(`GET ${repo}/branches`)).status).toBe(500);
    expect((await call(`GET ${repo}/branches`)).status).toBe(200);
    github.faults.add({ path: '/tags', fault: { kind: 'status', status: 500 } });
    github.faults.clear();
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);
  });

  it('of a lost reply has done the work', async () => {
    const github = await start();
    github.faults.add({ path: '/dispatches', fault: { kind: 'lost_reply' } });
    await expect(
      caller(github, 'sam-okoro')(`POST ${repo}/actions/workflows/nightly.yml/dispatches`, { body: { ref: 'master' } }),
    ).rejects.toThrow();
    expect(github.record.dispatches()).toHaveLength(1);
  });
});

describe('the switches over HTTP', () => {
  it('reset, record, push, set faults and move the clock', async () => {
    const github = await start();
    const control = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${github.url}/_simulator${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text && JSON.parse(text) };
    };
    const call = caller(github, 'sam-okoro');
    const runs = async () => (await call(`GET ${repo}/actions/runs`)).body.workflow_runs;
    const before = (await runs()).length;

    const push = { owner: 'MobWorx', repo: 'appsync-service', branch: 'topic', files: { 'a.txt': 'a' }, message: 'Add a' };
    const { sha } = (await control('POST', '/push', push)).body;
    expect((await call(`GET ${repo}/contents/a.txt?ref=topic`)).status).toBe(200);
    expect((await runs())[0]).toMatchObject({ head_sha: sha, status: 'queued', display_title: 'Add a' });
    await control('POST', '/clock/advance', { ms: 60_000 });
    expect((await runs())[0]).toMatchObject({ head_sha: sha, status: 'completed' });

    await control('POST', '/faults', { pathPattern: '/tags$', fault: { kind: 'status', status: 500 } });
    expect((await call(`GET ${repo}/tags`)).status).toBe(500);
    expect((await control('DELETE', '/faults')).status).toBe(204);
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);

    const { requests, dispatches } = (await control('GET', '/record')).body;
    expect(dispatches).toEqual([]);
    expect(requests).toContainEqual({ method: 'GET', path: `/api/v3${repo}/tags`, login: 'sam-okoro', status: 200 });

    expect((await control('POST', '/reset')).status).toBe(204);
    expect(await runs()).toHaveLength(before);
    expect((await call(`GET ${repo}/contents/a.txt?ref=topic`)).status).toBe(404);

    expect((await control('POST', '/faults', { path: 1 })).status).toBe(400);
    expect((await control('POST', '/clock/advance', { ms: 'soon' })).status).toBe(400);
    expect((await control('GET', '/nothing')).status).toBe(404);
  });

  it('leave a clock alone that runs by itself', async () => {
    const github = await start({ clock: new RealClock(100) });
    const response = await fetch(`${github.url}/_simulator/clock/advance`, { method: 'POST' });
    expect(response.status).toBe(400);
    const call = caller(github, 'sam-okoro');
    const { body } = await call(`POST ${repo}/actions/workflows/nightly.yml/dispatches`, {
      body: { ref: 'master', return_run_details: true },
    });
    const path = new URL(body.run_url).pathname.replace('/api/v3', '');
    // Five simulated seconds at a hundredfold speed.
    for (let tries = 0; tries < 100 && (await call(`GET ${path}`)).body.status !== 'completed'; tries += 1) {
      await wait(20);
    }
    expect((await call(`GET ${path}`)).body.conclusion).toBe('success');
  });
});

describe('pages', () => {
  it('stand behind every html_url and raw address, without giving anything away', async () => {
    const github = await start();
    const { body } = await caller(github, 'sam-okoro')(`GET ${repo}/actions/runs?per_page=1`);
    const [run] = body.workflow_runs;
    const text = async (url: string, token?: string) =>
      (await fetch(url, { headers: token ? { Authorization: `Bearer ${token}` } : {} })).text();
    expect(await text(run.html_url)).toContain(`Simulated GitHub: run ${run.id} of MobWorx/appsync-service`);
    expect(await text(`${github.url}/MobWorx/%3Cscript%3E`)).not.toContain('<script>');
    const raw = `${github.url}/raw/MobWorx/appsync-service/feature/schema-v2/README.md`;
    expect(await text(raw, 'gho_simulated_sam-okoro')).toContain('# AppSync Service');
    expect(await text(raw)).toBe('404: Not Found');
    expect(await text(raw, 'nope')).toBe('401: Unauthorized');
    expect(await text(`${github.url}/avatars/1`)).toContain('<svg');
  });
});

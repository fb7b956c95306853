import { Octokit } from '@octokit/rest';
import { ManualClock } from '../clock';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
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

  it("is an error in GitHub's form for what is not there or not understood", async () => {
    const call = caller(await start(), 'sam-okoro');
    const documented = {
      documentation_url: expect.stringContaining('https://docs.github.com/'),
    };
    expect(await call('GET /nothing/here')).toMatchObject({
      status: 404,
      body: { message: 'Not Found', status: '404', ...documented },
    });
    for (const path of [
      '/branches/nope',
      '/contents/nope',
      '/contents?ref=nope',
      '/actions/runs/1',
      '/actions/jobs/1',
      '/actions/workflows/no.yml',
      `/git/blobs/${'0'.repeat(40)}`,
      '/git/ref/heads/nope',
      '/compare/master...nope',
    ]) {
      expect((await call(`GET ${repo}${path}`)).status).toBe(404);
    }
    expect((await call(`GET ${repo}/commits/nope`)).status).toBe(422);
    expect((await call('GET /users/nobody-here')).status).toBe(404);
    const version = { 'X-GitHub-Api-Version': '1999-01-01' };
    expect((await call('GET /user', { headers: version })).status).toBe(400);
    const { apiBaseUrl } = await start();
    const broken = await fetch(
      `${apiBaseUrl}${repo}/actions/workflows/deploy.yml/dispatches`,
      {
        method: 'POST',
        headers: {
          Authorization: 'Bearer gho_simulated_sam-okoro',
          'Content-Type': 'application/json',
        },
        body: '{"ref":',
      },
    );
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({
      message: 'Problems parsing JSON',
    });
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
    expect((await caller(github, 'ida-novak')(path, { headers })).status).toBe(
      200,
    );
    await call(`POST ${repo}/actions/workflows/nightly.yml/dispatches`, {
      body: { ref: 'master' },
    });
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
    expect((await call('GET /rate_limit')).body.resources.core).toMatchObject({
      limit: 2,
      remaining: 0,
    });
    github.clock.advance(3_600_000);
    expect((await get()).status).toBe(200);
  });
});

describe('a list', () => {
  it('comes in pages that lead to each other', async () => {
    const github = await start();
    const octokit = new Octokit({
      baseUrl: github.apiBaseUrl,
      auth: 'gho_simulated_ida-novak',
    });
    const at = { owner: 'MobWorx', repo: 'stream-service' };
    const names = await octokit.paginate(
      octokit.repos.listBranches,
      { ...at, per_page: 100 },
      ({ data }) => data.map(({ name }) => name),
    );
    expect(names).toHaveLength(252);
    expect(new Set(names).size).toBe(252);
    const call = caller(github, 'ida-novak');
    const page = await call(
      'GET /repos/MobWorx/stream-service/branches?page=2',
    );
    expect(page.body).toHaveLength(30);
    expect(page.headers.get('link')).toMatch(
      /page=1>; rel="prev".*page=3>; rel="next".*page=9>; rel="last".*page=1>; rel="first"/,
    );
    expect(
      (
        await call(
          'GET /repos/MobWorx/stream-service/branches?page=99&per_page=1000',
        )
      ).body,
    ).toEqual([]);
    expect(
      (await call('GET /repos/MobWorx/stream-service/branches?protected=true'))
        .body,
    ).toMatchObject([{ name: 'master' }]);
    const found = await call(
      'GET /repos/MobWorx/stream-service/git/matching-refs/heads/kim-sato/hls',
    );
    expect(found.body.length).toBeGreaterThan(3);
    expect(
      found.body.every(({ ref }: any) =>
        ref.startsWith('refs/heads/kim-sato/hls'),
      ),
    ).toBe(true);
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
    const github = await start({
      clock: new ManualClock('2026-11-21T12:00:00Z'),
    });
    const { body } = await caller(
      github,
      'ida-novak',
    )(`GET ${repo}/actions/runs?${query}`);
    expect(body.total_count).toBe(count);
    const times = body.workflow_runs.map((run: any) => run.created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('of runs refuses an unknown status', async () => {
    const call = caller(await start(), 'ida-novak');
    expect((await call(`GET ${repo}/actions/runs?status=banana`)).status).toBe(
      422,
    );
  });
});

describe('pages', () => {
  it('stand behind every html_url and raw address, without giving anything away', async () => {
    const github = await start();
    const { body } = await caller(
      github,
      'sam-okoro',
    )(`GET ${repo}/actions/runs?per_page=1`);
    const [run] = body.workflow_runs;
    const text = async (url: string, token?: string) =>
      (
        await fetch(url, {
          headers: token ? { Authorization: `Bearer ${token}` } : {},
        })
      ).text();
    expect(await text(run.html_url)).toContain(
      `Simulated GitHub: run ${run.id} of MobWorx/appsync-service`,
    );
    expect(await text(`${github.url}/MobWorx/%3Cscript%3E`)).not.toContain(
      '<script>',
    );
    const raw = `${github.url}/raw/MobWorx/appsync-service/feature/schema-v2/README.md`;
    expect(await text(raw, 'gho_simulated_sam-okoro')).toContain(
      '# AppSync Service',
    );
    expect(await text(raw)).toBe('404: Not Found');
    expect(await text(raw, 'nope')).toBe('401: Unauthorized');
    expect(await text(`${github.url}/avatars/1`)).toContain('<svg');
  });
});

import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';
import type { Fault } from './faults';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

describe('a fault', () => {
  const withFault = async (fault: Fault, times?: number) => {
    const github = await start();
    github.faults.add({ method: 'GET', path: /\/branches$/, fault, times });
    const get = () =>
      fetch(`${github.apiBaseUrl}${repo}/branches`, {
        headers: { Authorization: 'Bearer gho_simulated_sam-okoro' },
        signal: AbortSignal.timeout(300),
      });
    return { github, get };
  };

  it('delays', async () => {
    const { get } = await withFault({ kind: 'latency', ms: 50 });
    const before = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(45);
  });

  it.each<Fault>([
    { kind: 'hang' },
    { kind: 'refuse' },
    { kind: 'lost_reply' },
  ])('cuts the answer off: $kind', async fault => {
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
      return {
        status: response.status,
        headers: response.headers,
        text: await response.text(),
      };
    };
    const status = await answer({
      kind: 'status',
      status: 502,
      message: 'Bad gateway',
      headers: { 'X-Test': 'a' },
    });
    expect(status).toMatchObject({
      status: 502,
      text: expect.stringContaining('"message":"Bad gateway"'),
    });
    expect(status.headers.get('x-test')).toBe('a');
    const html = await answer({ kind: 'html', status: 503 });
    expect(html).toMatchObject({
      status: 503,
      text: expect.stringContaining('Unicorn!'),
    });
    expect(html.headers.get('content-type')).toContain('text/html');
    const limit = await answer({ kind: 'rate_limit', resetInSeconds: 120 });
    expect(limit).toMatchObject({
      status: 403,
      text: expect.stringContaining('API rate limit exceeded'),
    });
    expect(limit.headers.get('x-ratelimit-remaining')).toBe('0');
    const secondary = await answer({
      kind: 'secondary_limit',
      retryAfterSeconds: 30,
    });
    expect(secondary).toMatchObject({
      status: 403,
      text: expect.stringContaining('secondary rate limit'),
    });
    expect(secondary.headers.get('retry-after')).toBe('30');
  });

  it('hits only the requests it is meant for, and only so often', async () => {
    const github = await start();
    const call = caller(github, 'sam-okoro');
    github.faults.add({
      path: '/branches',
      method: 'GET',
      fault: { kind: 'status', status: 500 },
      times: 1,
    });
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);
    expect((await call(`GET ${repo}/branches`)).status).toBe(500);
    expect((await call(`GET ${repo}/branches`)).status).toBe(200);
    github.faults.add({
      path: '/tags',
      fault: { kind: 'status', status: 500 },
    });
    github.faults.clear();
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);
  });

  it('of a lost reply has done the work', async () => {
    const github = await start();
    github.faults.add({ path: '/dispatches', fault: { kind: 'lost_reply' } });
    await expect(
      caller(github, 'sam-okoro')(
        `POST ${repo}/actions/workflows/nightly.yml/dispatches`,
        { body: { ref: 'master' } },
      ),
    ).rejects.toThrow();
    expect(github.record.dispatches()).toHaveLength(1);
  });
});

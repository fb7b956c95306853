import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { RealClock } from '../clock';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const repo = '/repos/MobWorx/appsync-service';

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
    const runs = async () =>
      (await call(`GET ${repo}/actions/runs`)).body.workflow_runs;
    const before = (await runs()).length;

    const push = {
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'topic',
      files: { 'a.txt': 'a' },
      message: 'Add a',
    };
    const { sha } = (await control('POST', '/push', push)).body;
    expect((await call(`GET ${repo}/contents/a.txt?ref=topic`)).status).toBe(
      200,
    );
    expect((await runs())[0]).toMatchObject({
      head_sha: sha,
      status: 'queued',
      display_title: 'Add a',
    });
    await control('POST', '/clock/advance', { ms: 60_000 });
    expect((await runs())[0]).toMatchObject({
      head_sha: sha,
      status: 'completed',
    });

    await control('POST', '/faults', {
      pathPattern: '/tags$',
      fault: { kind: 'status', status: 500 },
    });
    expect((await call(`GET ${repo}/tags`)).status).toBe(500);
    expect((await control('DELETE', '/faults')).status).toBe(204);
    expect((await call(`GET ${repo}/tags`)).status).toBe(200);

    const runId = (await runs())[0].id;
    const { jobs } = (await call(`GET ${repo}/actions/runs/${runId}/jobs`))
      .body;
    const jobId = jobs[0].id;
    await control('POST', '/logs', { jobId, bytes: 100_000 });
    const log = await fetch(
      `${github.url}/api/v3${repo}/actions/jobs/${jobId}/logs`,
      {
        headers: { Authorization: 'Bearer gho_simulated_sam-okoro' },
      },
    );
    expect((await log.text()).length).toBeGreaterThanOrEqual(100_000);
    expect(
      (await control('POST', '/logs', { jobId: 1, bytes: 1 })).status,
    ).toBe(400);

    const { requests, dispatches } = (await control('GET', '/record')).body;
    expect(dispatches).toEqual([]);
    expect(requests).toContainEqual({
      method: 'GET',
      path: `/api/v3${repo}/tags`,
      login: 'sam-okoro',
      status: 200,
    });

    expect((await control('GET', '/webhooks')).body).toEqual({
      deliveries: [],
    });

    expect((await control('POST', '/reset')).status).toBe(204);
    expect(await runs()).toHaveLength(before);
    expect((await call(`GET ${repo}/contents/a.txt?ref=topic`)).status).toBe(
      404,
    );

    expect((await control('POST', '/faults', { path: 1 })).status).toBe(400);
    expect(
      (await control('POST', '/clock/advance', { ms: 'soon' })).status,
    ).toBe(400);
    expect((await control('GET', '/nothing')).status).toBe(404);
  });

  it('hold the runs of a branch until they are released or cancelled', async () => {
    const github = await start();
    const control = (path: string, body: unknown) =>
      fetch(`${github.url}/_simulator${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const call = caller(github, 'sam-okoro');
    const newest = async () => {
      const { body } = await call(`GET ${repo}/actions/runs?branch=topic`);
      return body.workflow_runs[0];
    };
    const branch = 'topic';
    const push = async (text: string) => {
      await github.state.push({
        owner: 'MobWorx',
        repo: 'appsync-service',
        branch,
        files: { 'a.txt': text },
        message: text,
      });
      github.clock.advance(60_000);
    };

    expect((await control('/hold', { branch })).status).toBe(204);
    await push('a');
    expect(await newest()).toMatchObject({ status: 'in_progress' });
    expect((await control('/release', { branch: 'another' })).status).toBe(204);
    github.clock.advance(60_000);
    expect(await newest()).toMatchObject({ status: 'in_progress' });
    await control('/release', { branch });
    github.clock.advance(60_000);
    expect(await newest()).toMatchObject({ conclusion: 'success' });

    await control('/hold', { branch });
    await push('b');
    const { id } = await newest();
    await call(`POST ${repo}/actions/runs/${id}/cancel`);
    github.clock.advance(60_000);
    expect(await newest()).toMatchObject({ id, conclusion: 'cancelled' });

    expect((await control('/hold', {})).status).toBe(400);
    await github.reset();
    await push('c');
    expect(await newest()).toMatchObject({ conclusion: 'success' });
  });

  it('do not answer under another name than that of this machine', async () => {
    const github = await start();
    const { port } = new URL(github.url);
    const status = await new Promise(resolve => {
      const options = {
        port,
        path: '/_simulator/record',
        headers: { Host: 'evil.example' },
      };
      request('http://127.0.0.1', options, response => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  it('leave a clock alone that runs by itself', async () => {
    const github = await start({ clock: new RealClock(100) });
    const response = await fetch(`${github.url}/_simulator/clock/advance`, {
      method: 'POST',
    });
    expect(response.status).toBe(400);
    const call = caller(github, 'sam-okoro');
    const { body } = await call(
      `POST ${repo}/actions/workflows/nightly.yml/dispatches`,
      {
        body: { ref: 'master', return_run_details: true },
      },
    );
    const path = new URL(body.run_url).pathname.replace('/api/v3', '');
    // Five simulated seconds at a hundredfold speed.
    for (
      let tries = 0;
      tries < 100 && (await call(`GET ${path}`)).body.status !== 'completed';
      tries += 1
    ) {
      await wait(20);
    }
    expect((await call(`GET ${path}`)).body.conclusion).toBe('success');
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { container } from '@internal/deploy-image';
import { caseFile } from './chart.ts';
import { render, type Manifest } from './helm.ts';
import { isTest } from './policies/policy.ts';

const test = render({ files: [caseFile('smallest.yaml')] }).find(isTest);
const [ready]: Manifest[] = test?.spec.containers ?? [];

// Runs what `helm test` runs, as the chart has it, and gives its exit code.
async function run(portal: string): Promise<number | null> {
  assert.equal(ready.command[0], 'node');
  return new Promise(resolve => {
    const child = execFile(process.execPath, ready.command.slice(1), {
      env: { PORTAL: portal },
    });
    child.on('close', resolve);
  });
}

async function runAgainst(answer: RequestListener): Promise<number | null> {
  const server = createServer(answer);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    return await run(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

type Answer = [status: number, type: string];
const PAGE: Answer = [200, 'text/html; charset=utf-8'];
const JSON_TYPE = 'application/json; charset=utf-8';

// A portal that answers so at its readiness and at its page.
const portal =
  (readiness: Answer, page: Answer): RequestListener =>
  ({ url }, response) => {
    const [status, type] = url === container.readinessPath ? readiness : page;
    response.writeHead(status, { 'content-type': type }).end('{}');
  };

describe('helm test', () => {
  it('passes where the portal is ready and shows its page', async () => {
    assert.equal(await runAgainst(portal([200, JSON_TYPE], PAGE)), 0);
  });

  const broken: [string, RequestListener][] = [
    ['is not ready', portal([503, JSON_TYPE], PAGE)],
    ['answers every path with its page', portal(PAGE, PAGE)],
    ['has no page', portal([200, JSON_TYPE], [404, 'text/html'])],
    ['has data for a page', portal([200, JSON_TYPE], [200, JSON_TYPE])],
    ['hangs up', (_, response) => response.destroy()],
  ];
  for (const [what, answer] of broken)
    it(`fails where the portal ${what}`, async () => {
      assert.equal(await runAgainst(answer), 1);
    });

  it('fails where nobody answers', async () => {
    // Nobody listens at the port of a server that has ended.
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => {
      server.close(resolve);
    });
    assert.equal(await run(`http://127.0.0.1:${port}`), 1);
  });
});

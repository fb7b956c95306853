import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { requireChromium } from '../../chromium.mjs';
import { freePort } from '../../network.mjs';
import { unpackBundle } from '../../bundle.mjs';
import { startServer } from '../../production-server.mjs';
import { inRoot } from '../../repository.mjs';
import { progress, row } from '../report.mjs';

const LOOP_DELAY = fileURLToPath(new URL('loopDelay.cjs', import.meta.url));
const AUDIT_TIME_LIMIT_MS = 240_000;
const SETTLE_MS = 20_000;
const IDLE_MS = 15_000;
const LIMIT_MS = 50;

const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1><p>It is here.</p></main></body></html>';

/** A portal that may audit pages of this machine, with a page for it. */
export async function startAuditPortal() {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await unpackBundle(directory);
  const token = randomUUID();
  const overlay = 'app-config.bench.yaml';
  writeFileSync(
    path.join(directory, overlay),
    stringify({
      backend: {
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'bench-quality' } },
          ],
        },
      },
      lighthouse: {
        targets: { hosts: ['127.0.0.1'], addresses: ['127.0.0.1'] },
        runner: {
          chromePath: await requireChromium(),
          sandbox: false,
          minimumFreeMb: 50,
        },
      },
    }),
  );
  const loopDelayFile = path.join(directory, 'loop-delay.json');
  process.env.LOOP_DELAY_FILE = loopDelayFile;
  process.env.NODE_OPTIONS = `--require ${JSON.stringify(LOOP_DELAY)}`;
  let server;
  try {
    server = await startServer({
      directory,
      port: await freePort(),
      configFiles: ['app-config.yaml', overlay],
      log: inRoot('.data/logs/bench-quality-audit.log'),
    });
  } finally {
    delete process.env.NODE_OPTIONS;
  }
  const site = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(PAGE),
  );
  await new Promise(resolve => {
    site.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: server.url,
    pid: server.process.pid,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
    },
    page: `http://127.0.0.1:${site.address().port}`,
    loopDelayFile,
    async stop() {
      site.close();
      await server.process.stop();
      remove();
    },
  };
}

/** How late the event loop of the portal was since it was last asked. */
async function readLoopDelay({ pid, loopDelayFile }) {
  rmSync(loopDelayFile, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(loopDelayFile)) await sleep(10);
  return JSON.parse(readFileSync(loopDelayFile, 'utf8'));
}

async function call(portal, route, body) {
  const answer = await fetch(`${portal.url}/api/lighthouse${route}`, {
    method: body ? 'POST' : 'GET',
    headers: portal.headers,
    body: body && JSON.stringify(body),
  });
  if (!answer.ok)
    throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function auditOnce(portal) {
  const started = Date.now();
  let { audit } = await call(portal, '/audits', {
    url: portal.page,
    formFactor: 'mobile',
  });
  while (!['COMPLETED', 'FAILED'].includes(audit.status)) {
    if (Date.now() - started > AUDIT_TIME_LIMIT_MS)
      throw new Error('the audit did not end');
    await sleep(500);
    ({ audit } = await call(portal, `/audits/${audit.id}`));
  }
  if (audit.status === 'FAILED') throw new Error(audit.failure.message);
  return Math.round((Date.now() - started) / 1000);
}

/** How free the portal's event loop is while its worker audits a page. */
export async function measureAudit(portal) {
  progress('Waiting for the portal to settle, then watching it idle.');
  await call(portal, '/state');
  await sleep(SETTLE_MS);
  await readLoopDelay(portal);
  await sleep(IDLE_MS);
  const idle = await readLoopDelay(portal);
  progress('Auditing a page.');
  const seconds = await auditOnce(portal);
  const busy = await readLoopDelay(portal);
  return [
    row({
      name: 'Delay of the portal’s event loop while a real audit runs, p99',
      value: busy.p99,
      unit: 'ms',
      limit: LIMIT_MS,
      note: `${seconds} s, ${busy.looks} looks, the longest ${Math.round(busy.max)} ms; idle p99 ${Math.round(idle.p99)} ms`,
    }),
  ];
}

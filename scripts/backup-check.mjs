// The commands of docs/operations/backup-and-restore.md, tried: somebody runs a workflow through the
// portal, the database is dumped and restored into an empty one, and the portal that starts on that
// one tells the same.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { commandBlocks } from './operations/commands.mjs';
import { preparePortal, signIn } from './operations/portal.mjs';
import { startPostgres } from './postgres.mjs';
import { runOrThrow, stopWithThisProcess } from './processes.mjs';
import { inRoot } from './repository.mjs';

const PAGE = 'docs/operations/backup-and-restore.md';
// What the page calls them, and what it makes of them.
const [DATABASE, RESTORED] = ['portal', 'portal_restored'];
const CATALOG_TIMEOUT_MS = 60_000;
const ENTITY = 'component/default/appsync-service';

const say = line => process.stdout.write(`${line}\n`);
const { Client } = createRequire(inRoot('packages/backend/package.json'))('pg');

async function query(connection, text) {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** How many rows each table has, by the name of its schema and its own. */
async function rowsOf(connection) {
  const tables = await query(
    connection,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1`,
  );
  const counts = await query(
    connection,
    tables
      .map(
        ({ name }) => `select '${name}' as name, count(*) as rows from ${name}`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(
    counts.map(({ name, rows }) => [name, Number(rows)]),
  );
}

// The catalog reads its files, people among them, after the start.
async function once(isReady) {
  const deadline = Date.now() + CATALOG_TIMEOUT_MS;
  for (;;) {
    try {
      return await isReady();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
}

/** Signs somebody in to a portal that has read its catalog. */
const enter = (url, login) =>
  once(async () => {
    const call = await signIn(url, login);
    await call(`/catalog/entities/by-name/${ENTITY}`);
    return call;
  });

async function runWorkflow(url) {
  const sam = await enter(url, 'sam-okoro');
  const workflow = `/github-workflows/entities/${ENTITY}/workflows/deploy.yml`;
  const ref = 'feature/schema-v2';
  const form = await sam(`${workflow}/form?ref=${encodeURIComponent(ref)}`);
  const { dispatch } = await sam(`${workflow}/dispatches`, {
    ref,
    inputs: { stage: 'staging', migration: 'expand', batch_size: '50' },
    expectedBlobSha: form.blobSha,
    idempotencyKey: randomUUID(),
  });
  return dispatch;
}

/** What somebody of the platform team is told of what was done through the portal. */
async function auditAt(url) {
  const robin = await enter(url, 'robin-hale');
  return (await robin('/github-workflows/audit')).items;
}

function expectSame(what, before, after) {
  if (!isDeepStrictEqual(before, after))
    throw new Error(
      `${what} came back otherwise.\nBefore: ${JSON.stringify(before)}\nAfter: ${JSON.stringify(after)}`,
    );
}

async function runCommands(postgres, cwd) {
  const blocks = commandBlocks(PAGE).filter(
    ({ place }) => place === 'At the database',
  );
  if (blocks.length === 0) throw new Error(`${PAGE} has no commands to try.`);
  for (const { where, script } of blocks) {
    say(`${where}\n${script.replace(/^/gm, '  $ ').trimEnd().slice(0, -4)}`);
    await runOrThrow({
      name: where,
      command: 'bash',
      args: ['-euo', 'pipefail', '-c', script],
      cwd,
      env: {
        PATH: `${postgres.programs}:${process.env.PATH}`,
        PGHOST: postgres.connection.host,
        PGPORT: `${postgres.connection.port}`,
        PGUSER: postgres.connection.user,
        PGDATABASE: DATABASE,
        RESTORED,
      },
    });
  }
}

stopWithThisProcess();
const postgres = await startPostgres();
await query(postgres.connection, `create database ${DATABASE}`);
const on = database => ({ ...postgres.connection, database });
const portal = await preparePortal();
const folder = mkdtempSync(path.join(tmpdir(), 'portal-dump-'));
try {
  const first = await portal.start(on(DATABASE));
  const dispatch = await runWorkflow(first.url);
  const audit = await auditAt(first.url);
  await first.stop();
  if (!audit.some(({ runId }) => runId === dispatch.runId))
    throw new Error(`The audit has no entry of run ${dispatch.runId}.`);
  const rows = await rowsOf(on(DATABASE));
  await runCommands(postgres, folder);
  expectSame('The rows of a table', rows, await rowsOf(on(RESTORED)));

  const second = await portal.start(on(RESTORED));
  expectSame('The audit', audit, await auditAt(second.url));
  await second.stop();
  say(
    `Restored: ${Object.keys(rows).length} tables, ${audit.length} of ${audit.length} entries of the audit.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
  await portal.stop();
  await postgres.stop();
}

// The database of the production test as docs/operations asks for one: TLS, a password, and a user who
// may create schemas in one database and nothing else.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireProgram } from '../debian.mjs';
import { startPostgres } from '../postgres.mjs';
import { runOrThrow } from '../processes.mjs';
import { inRoot } from '../repository.mjs';

const { Client } = createRequire(inRoot('packages/backend/package.json'))('pg');

const NAME = 'portal';
/** Signs in without a password of ours, as a user of AWS IAM does: the token isn't looked at here. */
const IAM_USER = 'portal_iam';

/** A certificate for localhost that is its own authority, for a day. */
async function makeCertificate(directory) {
  const key = path.join(directory, 'server.key');
  const certificate = path.join(directory, 'server.crt');
  await runOrThrow({
    name: 'openssl',
    command: await requireProgram({
      name: 'OpenSSL',
      programs: ['openssl'],
      debianPackage: 'openssl',
    }),
    args: [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', key, '-out', certificate],
    ],
  });
  return { key, certificate };
}

// The server reads the key only when it is its own and nobody else's.
function handOver(from, to, owner) {
  copyFileSync(from, to);
  writeFileSync(to, readFileSync(from), { mode: 0o600 });
  if (process.getuid() === 0) chownSync(to, owner.uid, owner.gid);
}

async function withClient(connection, use) {
  const client = new Client(connection);
  await client.connect();
  try {
    return await use(async (text, values) => {
      const { rows } = await client.query(text, values);
      return rows;
    });
  } finally {
    await client.end();
  }
}

/**
 * Starts PostgreSQL with TLS and makes an empty database for the portal.
 *
 * @returns `variables` of the portal, `iamVariables` of one that signs in by AWS IAM to an empty database
 *   of its own, `adminConnection` (as the superuser) and `certificate` (a file), `query(sql)` as the first one's user, `refusesPlain()` (whether it can't get in without
 *   TLS) and `stop()`
 */
export async function startTlsDatabase() {
  const directory = mkdtempSync(path.join(tmpdir(), 'portal-authority-'));
  process.once('exit', () =>
    rmSync(directory, { recursive: true, force: true }),
  );
  const { key, certificate } = await makeCertificate(directory);
  const server = await startPostgres();
  const port = new URL(server.connectionString).port;
  const password = randomBytes(24).toString('base64url');
  await withClient(server.connectionString, async query => {
    const [{ hba_file: access }] = await query('show hba_file');
    const data = path.dirname(access);
    const owner = statSync(data);
    handOver(key, path.join(data, 'server.key'), owner);
    handOver(certificate, path.join(data, 'server.crt'), owner);
    for (const user of [NAME, IAM_USER]) {
      await query(
        `create role ${user} login ${user === NAME ? `password '${password}'` : ''}`,
      );
      await query(`create database ${user} owner ${user}`);
    }
    await query('alter system set ssl = on');
    writeFileSync(
      access,
      [
        `hostssl ${NAME} ${NAME} 127.0.0.1/32 scram-sha-256`,
        `hostssl ${IAM_USER} ${IAM_USER} 127.0.0.1/32 trust`,
        'hostssl all postgres 127.0.0.1/32 trust',
        'host postgres postgres 127.0.0.1/32 trust',
        '',
      ].join('\n'),
    );
    await query('select pg_reload_conf()');
  });
  const connection = {
    host: 'localhost',
    port,
    user: NAME,
    password,
    database: NAME,
  };
  return {
    variables: {
      POSTGRES_HOST: connection.host,
      POSTGRES_PORT: port,
      POSTGRES_USER: NAME,
      POSTGRES_PASSWORD: password,
      POSTGRES_DB: NAME,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    iamVariables: {
      POSTGRES_AUTH: 'rds',
      POSTGRES_HOST: connection.host,
      POSTGRES_PORT: port,
      POSTGRES_USER: IAM_USER,
      POSTGRES_DB: IAM_USER,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    adminConnection: { host: 'localhost', port, user: 'postgres', ssl: true },
    certificate,
    query: sql =>
      withClient(
        { ...connection, ssl: { ca: readFileSync(certificate, 'utf8') } },
        query => query(sql),
      ),
    refusesPlain: () =>
      withClient({ ...connection, ssl: false }, query =>
        query('select 1'),
      ).then(
        () => false,
        error => /no encryption/.test(error.message),
      ),
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

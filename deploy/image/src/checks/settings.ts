import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { groupsInUse } from '../variables.ts';

/** The services that a container of the portal needs. */
export interface Services {
  /** `postgresql://user@host:port/database`, without TLS. */
  database: string;
  /** `redis://host:port`. */
  cache: string;
  /** Base URL of the portal. */
  portal: string;
}

/**
 * A value for each variable that the portal doesn't start without, from the list of variables. Secrets
 * are made anew each time and fit nothing outside.
 */
export function environmentFor(services: Services): Record<string, string> {
  const database = new URL(services.database);
  const known: Record<string, string> = {
    APP_BASE_URL: services.portal,
    POSTGRES_HOST: database.hostname,
    POSTGRES_PORT: database.port,
    POSTGRES_USER: database.username,
    POSTGRES_DB: database.pathname.slice(1),
    POSTGRES_PASSWORD: database.password || 'none',
    REDIS_URL: services.cache,
    GITHUB_ORG: 'mobworx',
    GITHUB_APP_ID: '1',
    GITHUB_APP_PRIVATE_KEY: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey,
  };
  const wanted = groupsInUse([])
    .flatMap(({ variables }) => variables)
    .filter(({ name, required }) => required || name in known);
  return Object.fromEntries(
    wanted.map(({ name }) => [
      name,
      known[name] ?? randomBytes(24).toString('hex'),
    ]),
  );
}

/**
 * What an installation lays over the files of the image: here the port, and that nothing outside of
 * this machine is asked. The servers of tests have no TLS.
 *
 * @param port - where the portal listens
 */
export const installation = (port: number) => ({
  backend: {
    listen: `127.0.0.1:${port}`,
    database: { connection: { ssl: false } },
  },
  integrations: {
    github: [
      {
        host: 'github.com',
        // Nobody listens there.
        apiBaseUrl: 'http://127.0.0.1:9/api/v3',
        rawBaseUrl: 'http://127.0.0.1:9/raw',
      },
    ],
  },
});

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How the portal signs in to AppSync. */
export type AppsyncAuth =
  | { mode: 'apiKey'; key: string }
  | { mode: 'iam' }
  | { mode: 'cognito' | 'oidc' | 'lambda'; token: string };

const schemaSources = ['control-plane', 'introspection'] as const;

/** Where a schema can be read from. */
export type SchemaSource = (typeof schemaSources)[number];

/** Where the state of Flyway's migrations is told; at least one of them. */
export interface FlywayConfig {
  /** What `flyway info -outputType=json` printed, in S3. */
  report?: { bucket: string; key: string };
  /** The history in the database, by the RDS Data API. */
  history?: { secretArn: string; database?: string };
}

/** What is configured of each service; absent ones aren't looked at. */
export interface ServicesConfig {
  appsync?: {
    url: string;
    apiId?: string;
    auth: AppsyncAuth;
    schemaFrom: SchemaSource[];
  };
  stream?: { url: string; wsUrl?: string; token?: string };
  studio?: { url: string; token?: string };
  infrastructure?: {
    eventBus: string;
    dbCluster: string;
    dbProxy?: string;
    stacks: string[];
    flyway?: FlywayConfig;
  };
}

/**
 * Reads `services` of an environment.
 *
 * @param key - the key of the environment, for complaints
 * @throws InputError that names the key, when a value can't be used
 */
export function readServices(
  config: Config | undefined,
  key: string,
): ServicesConfig {
  const block = (name: string, ...keys: string[]) =>
    unlessLeftOut(config?.getOptionalConfig(name), keys);
  const appsync = block('appsync', 'url', 'apiId', 'auth.key', 'auth.token');
  const stream = block('stream', 'url', 'wsUrl', 'token');
  const studio = block('studio', 'url', 'token');
  const infrastructure = block('infrastructure', 'eventBus', 'dbCluster');
  const at = `${key}.services`;
  return {
    appsync: appsync && {
      url: readUrl(appsync, 'url', `${at}.appsync`),
      apiId: appsync.getOptionalString('apiId'),
      auth: readAuth(appsync.getConfig('auth'), `${at}.appsync.auth`),
      schemaFrom: readSchemaSources(appsync, `${at}.appsync`),
    },
    stream: stream && {
      url: readUrl(stream, 'url', `${at}.stream`),
      wsUrl: stream.has('wsUrl')
        ? readUrl(stream, 'wsUrl', `${at}.stream`, ['ws:', 'wss:'])
        : undefined,
      token: stream.getOptionalString('token'),
    },
    studio: studio && {
      url: readUrl(studio, 'url', `${at}.studio`),
      token: studio.getOptionalString('token'),
    },
    infrastructure: infrastructure && {
      eventBus: infrastructure.getString('eventBus'),
      dbCluster: infrastructure.getString('dbCluster'),
      dbProxy: infrastructure.getOptionalString('dbProxy'),
      stacks: infrastructure.getOptionalStringArray('stacks') ?? [],
      flyway: readFlyway(
        unlessLeftOut(infrastructure.getOptionalConfig('flyway'), [
          'bucket',
          'secretArn',
        ]),
      ),
    },
  };
}

// A block of which only those keys are there that are the same everywhere: the environment variables
// of the others are left out, so it is off.
function unlessLeftOut(
  config: Config | undefined,
  keys: string[],
): Config | undefined {
  return keys.some(key => config?.has(key)) ? config : undefined;
}

function readFlyway(config: Config | undefined): FlywayConfig | undefined {
  if (!config) {
    return undefined;
  }
  const secretArn = config.getOptionalString('secretArn');
  return {
    report: config.has('bucket')
      ? { bucket: config.getString('bucket'), key: config.getString('key') }
      : undefined,
    history: secretArn
      ? { secretArn, database: config.getOptionalString('database') }
      : undefined,
  };
}

function readUrl(
  config: Config,
  name: string,
  key: string,
  protocols = ['http:', 'https:'],
): string {
  const text = config.getString(name);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !protocols.includes(url.protocol) || url.username) {
    throw new InputError(
      `${key}.${name} must be an address that starts with ${protocols.join('// or ')}// and holds no credentials`,
    );
  }
  return text.replace(/\/+$/, '');
}

function readAuth(config: Config, key: string): AppsyncAuth {
  const mode = config.getString('mode');
  switch (mode) {
    case 'apiKey':
      return { mode, key: config.getString('key') };
    case 'iam':
      return { mode };
    case 'cognito':
    case 'oidc':
    case 'lambda':
      return { mode, token: config.getString('token') };
    default:
      throw new InputError(
        `${key}.mode is "${mode}"; it must be one of apiKey, iam, cognito, oidc, lambda`,
      );
  }
}

function readSchemaSources(config: Config, key: string): SchemaSource[] {
  const names = config.getOptionalStringArray('schemaFrom') ?? [
    'control-plane',
    'introspection',
  ];
  return names.map(name => {
    const known = schemaSources.find(source => source === name);
    if (!known) {
      throw new InputError(
        `${key}.schemaFrom has "${name}"; it may have ${schemaSources.join(', ')}`,
      );
    }
    return known;
  });
}

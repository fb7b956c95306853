/** An environment variable of the container. */
export interface Variable {
  name: string;
  /** What it says, as a sentence for the people who fill it in. */
  purpose: string;
  /** Kept in a store of secrets, and never in the text of a task definition or a chart. */
  secret: boolean;
  /** Without it the portal doesn't start, or the integration that it belongs to stays off. */
  required: boolean;
  /** `config`: named as `${NAME}` in the app-config files. `process`: read by the process itself. */
  readBy: 'config' | 'process';
}

/** Variables that are filled in together: one secret each in a store of secrets. */
export interface VariableGroup {
  id: string;
  title: string;
  /** `always`: the portal doesn't start without. `integration`: a deployment turns it on. */
  use: 'always' | 'integration';
  variables: Variable[];
}

type Options = Partial<Pick<Variable, 'required' | 'readBy'>>;

const setting = (
  name: string,
  purpose: string,
  options: Options = {},
): Variable => ({
  name,
  purpose,
  secret: false,
  required: true,
  readBy: 'config',
  ...options,
});

const secret = (
  name: string,
  purpose: string,
  options: Options = {},
): Variable => ({ ...setting(name, purpose, options), secret: true });

// An environment of MobWorx: where its services are. Its resources are named by variables too, as
// accounts name them in their own way.
const mobworx = <Id extends string>(id: Id, title: string, prefix: string) => ({
  id,
  title,
  use: 'integration' as const,
  variables: [
    setting(`${prefix}_APPSYNC_URL`, 'The GraphQL endpoint of AppSync.'),
    setting(
      `${prefix}_APPSYNC_API_ID`,
      'Id of the API in AWS, by which its schema and the age of its keys are read.',
      { required: false },
    ),
    secret(`${prefix}_APPSYNC_KEY`, 'API key of AppSync.'),
    setting(`${prefix}_STREAM_URL`, 'Address of the Stream service.'),
    setting(
      `${prefix}_STREAM_WS_URL`,
      'Address of its WebSocket for signaling.',
      { required: false },
    ),
    secret(
      `${prefix}_STREAM_TOKEN`,
      'Bearer token of the Stream service, where it asks for one.',
      { required: false },
    ),
    setting(`${prefix}_STUDIO_URL`, 'Address of the Studio service.'),
    secret(
      `${prefix}_STUDIO_TOKEN`,
      'Bearer token of the Studio service, where it asks for one.',
      { required: false },
    ),
    setting(`${prefix}_AWS_ACCOUNT`, 'Account of AWS, twelve digits.'),
    setting(`${prefix}_AWS_REGION`, 'Region of AWS in which all of it runs.'),
    setting(`${prefix}_EVENT_BUS`, 'Name of the event bus.'),
    setting(`${prefix}_DB_CLUSTER`, 'Identifier of the Aurora cluster.'),
    setting(`${prefix}_DB_PROXY`, 'Name of the RDS Proxy.', {
      required: false,
    }),
    setting(
      `${prefix}_FLYWAY_BUCKET`,
      'Bucket with what `flyway info -outputType=json` said at flyway/info.json.',
      { required: false },
    ),
  ],
});

/** Every variable that the container knows. The only list: all the rest is checked against it. */
export const variableGroups = [
  {
    id: 'portal',
    title: 'The portal itself',
    use: 'always',
    variables: [
      setting('APP_BASE_URL', 'Address of the portal as people type it.'),
      secret(
        'AUTH_SESSION_SECRET',
        'Random text that signs the cookies of a sign-in under way.',
      ),
      setting('NODE_ENV', '`production`; the image sets it.', {
        required: false,
        readBy: 'process',
      }),
      setting(
        'OTEL_METRICS_EXPORTER',
        '`prometheus` serves metrics at port 9464; `otlp` sends them to the collector.',
        { required: false, readBy: 'process' },
      ),
      setting('LOG_LEVEL', 'How much is logged: `info` unless it is set.', {
        required: false,
        readBy: 'process',
      }),
      setting(
        'AUDIT_RETENTION_DAYS',
        'For how many days the audit of workflows is kept: 400 unless it is set.',
        { required: false },
      ),
      setting(
        'AWS_READER_ROLE',
        'Role that the portal assumes in each account of AWS which it looks at: portal-reader unless it is set.',
        { required: false },
      ),
    ],
  },
  {
    id: 'database',
    title: 'PostgreSQL',
    use: 'always',
    variables: [
      setting('POSTGRES_HOST', 'Host of the database, or of its proxy.'),
      setting('POSTGRES_PORT', 'Its port.'),
      setting('POSTGRES_USER', 'The user, who may create schemas.'),
      setting('POSTGRES_DB', 'Name of the database.'),
      setting(
        'POSTGRES_AUTH',
        '`rds` signs in by AWS IAM without a password; `default`, and leaving it out, takes the password.',
        { required: false },
      ),
      secret(
        'POSTGRES_PASSWORD',
        'The password, unless POSTGRES_AUTH is `rds`.',
        {
          required: false,
        },
      ),
      setting('AWS_REGION', 'Region of the database; AWS sets it for tasks.', {
        required: false,
        readBy: 'process',
      }),
      setting(
        'NODE_EXTRA_CA_CERTS',
        'File with certificates to trust besides those that Node.js brings along, such as that of the database.',
        { required: false, readBy: 'process' },
      ),
    ],
  },
  {
    id: 'cache',
    title: 'Redis',
    use: 'always',
    variables: [
      secret(
        'REDIS_URL',
        'Address of the cache with its password: `rediss://:password@host:6379`.',
      ),
    ],
  },
  {
    id: 'github-sign-in',
    title: 'Sign-in by GitHub',
    use: 'always',
    variables: [
      secret('AUTH_GITHUB_CLIENT_ID', 'Client id that people sign in with.'),
      secret('AUTH_GITHUB_CLIENT_SECRET', 'Its client secret.'),
    ],
  },
  {
    id: 'github-app',
    title: 'GitHub',
    use: 'always',
    variables: [
      setting('GITHUB_ORG', 'The organisation whose people and teams come in.'),
      secret('GITHUB_APP_ID', 'Number of the GitHub App that reads.'),
      secret('GITHUB_APP_CLIENT_ID', 'Client id of the app.'),
      secret('GITHUB_APP_CLIENT_SECRET', 'Client secret of the app.'),
      secret('GITHUB_APP_PRIVATE_KEY', 'Private key of the app, as PEM.'),
      secret(
        'GITHUB_WEBHOOK_SECRET',
        'What GitHub signs its webhooks with; without it the portal asks GitHub instead of being told.',
        { required: false },
      ),
    ],
  },
  {
    id: 'sonarqube',
    title: 'SonarQube',
    use: 'integration',
    variables: [
      setting('SONARQUBE_URL', 'Address of the server.'),
      secret('SONARQUBE_TOKEN', 'Token of a user who may browse projects.'),
    ],
  },
  {
    id: 'datadog',
    title: 'Datadog',
    use: 'integration',
    variables: [
      setting('DATADOG_SITE', 'Site of the account, such as datadoghq.com.'),
      secret('DATADOG_API_KEY', 'API key.'),
      secret('DATADOG_APP_KEY', 'Application key of a user who may read.'),
    ],
  },
  {
    id: 'bugsnag',
    title: 'Bugsnag',
    use: 'integration',
    variables: [secret('BUGSNAG_TOKEN', 'Personal token of Data Access.')],
  },
  {
    id: 'figma',
    title: 'Figma',
    use: 'integration',
    variables: [
      secret('FIGMA_TOKEN', 'Personal access token that may read files.'),
    ],
  },
  mobworx('mobworx-staging', 'MobWorx staging', 'MOBWORX_STAGING'),
  mobworx('mobworx-production', 'MobWorx production', 'MOBWORX_PRODUCTION'),
  {
    id: 'lighthouse',
    title: 'Lighthouse',
    use: 'integration',
    variables: [
      setting(
        'LIGHTHOUSE_SCHEDULE',
        'When every page of the catalog is audited, as cron: `0 3 * * *`. Without it people alone ask for audits.',
        { required: false },
      ),
      setting(
        'LIGHTHOUSE_SERVICE_URL',
        'A spotify/lighthouse-audit-service that measures, where the image has no Chromium.',
        { required: false },
      ),
      setting(
        'CHROME_PATH',
        'Path of Chromium; an image that was built with it sets it.',
        { required: false, readBy: 'process' },
      ),
    ],
  },
  {
    id: 'telemetry',
    title: 'OpenTelemetry',
    use: 'integration',
    variables: [
      setting(
        'OTEL_EXPORTER_OTLP_ENDPOINT',
        'Where metrics and traces go, such as http://collector:4318.',
        { readBy: 'process' },
      ),
    ],
  },
] as const satisfies VariableGroup[];

/** Ids of the groups, such as `github-app`. */
export type VariableGroupId = (typeof variableGroups)[number]['id'];

/** Ids of the groups that a deployment turns on. */
export type IntegrationId = Extract<
  (typeof variableGroups)[number],
  { use: 'integration' }
>['id'];

/** Ids of what a deployment may turn on, in the order of the list. */
export const integrationIds = variableGroups
  .filter(({ use }) => use === 'integration')
  .map(({ id }) => id) as IntegrationId[];

/** Every variable, in the order of the list. */
export const variables: Variable[] = variableGroups.flatMap<Variable>(
  group => group.variables,
);

/** The groups that a deployment with these integrations fills in. */
export function groupsInUse(
  integrations: readonly IntegrationId[],
): VariableGroup[] {
  return variableGroups.filter(
    ({ id, use }) =>
      use === 'always' || (integrations as readonly string[]).includes(id),
  );
}

/** Variables that are random text, which nobody has to think up. Each has a secret of its own. */
export const RANDOM_VARIABLES: readonly string[] = ['AUTH_SESSION_SECRET'];

import type { Environment, GithubRepository, Registry } from './environment.ts';

// Accounts, certificates and the numbers of GitHub are examples, of the kind that AWS's own
// documentation uses: put those of your organisation here before the first deployment.

export const github: GithubRepository = {
  owner: 'MobWorx',
  ownerId: 1000001,
  repository: 'developer-portal',
  repositoryId: 1000002,
};

export const registry: Registry = {
  account: '444455556666',
  region: 'us-west-2',
  repositoryName: 'developer-portal',
};

const integrations = [
  'sonarqube',
  'datadog',
  'bugsnag',
  'figma',
  'lighthouse',
  'mobworx-staging',
  'mobworx-production',
] as const;

/** Where an environment of MobWorx is, for the variables that begin with the prefix. */
const mobworx = (prefix: string, id: string, account: string) => ({
  [`${prefix}_APPSYNC_URL`]: `https://appsync.${id}.mobworx.com/graphql`,
  [`${prefix}_STREAM_URL`]: `https://stream.${id}.mobworx.com`,
  [`${prefix}_STREAM_WS_URL`]: `wss://stream.${id}.mobworx.com`,
  [`${prefix}_STUDIO_URL`]: `https://studio.${id}.mobworx.com`,
  [`${prefix}_AWS_ACCOUNT`]: account,
  [`${prefix}_AWS_REGION`]: 'us-west-2',
  [`${prefix}_EVENT_BUS`]: `mobworx-${id}`,
  [`${prefix}_DB_CLUSTER`]: `mobworx-${id}`,
  [`${prefix}_DB_PROXY`]: `mobworx-${id}`,
  [`${prefix}_FLYWAY_BUCKET`]: `mobworx-operations-${id}`,
});

// Each portal looks at both environments of MobWorx.
const settings = {
  GITHUB_ORG: 'MobWorx',
  SONARQUBE_URL: 'https://sonarqube.mobworx.com',
  DATADOG_SITE: 'datadoghq.com',
  LIGHTHOUSE_SCHEDULE: '0 3 * * *',
  ...mobworx('MOBWORX_STAGING', 'staging', '111122223333'),
  ...mobworx('MOBWORX_PRODUCTION', 'production', '444455556666'),
};

// The role is AWS_READER_ROLE, unless that names another.
const assumableRoles = [
  'arn:aws:iam::111122223333:role/portal-reader',
  'arn:aws:iam::444455556666:role/portal-reader',
];

/** A new environment is one entry here. Its key names its stacks, its roles and its secrets. */
export const environments: Record<string, Environment> = {
  staging: {
    account: '111122223333',
    region: 'us-west-2',
    hostName: 'portal.staging.mobworx.com',
    certificateArn:
      'arn:aws:acm:us-west-2:111122223333:certificate/11111111-2222-3333-4444-555555555555',
    internetFacing: true,
    allowedRanges: ['0.0.0.0/0'],
    network: { range: '10.40.0.0/16', natGateways: 1, outboundPorts: [443] },
    tasks: { cpu: 512, memoryMiB: 2048, minimum: 2, maximum: 4 },
    database: {
      minimumCapacity: 0.5,
      maximumCapacity: 2,
      readers: 0,
      backupDays: 7,
    },
    cache: { nodeType: 'cache.t4g.micro', replicas: 0 },
    protected: false,
    logRetentionDays: 30,
    requestLimit: 10_000,
    alarmEmails: ['platform@mobworx.com'],
    integrations: [...integrations],
    settings,
    appConfig: {},
    assumableRoles,
  },
  production: {
    account: '444455556666',
    region: 'us-west-2',
    hostName: 'portal.mobworx.com',
    certificateArn:
      'arn:aws:acm:us-west-2:444455556666:certificate/66666666-7777-8888-9999-000000000000',
    internetFacing: true,
    allowedRanges: ['0.0.0.0/0'],
    network: { range: '10.41.0.0/16', natGateways: 2, outboundPorts: [443] },
    tasks: { cpu: 1024, memoryMiB: 2048, minimum: 2, maximum: 6 },
    database: {
      minimumCapacity: 1,
      maximumCapacity: 8,
      readers: 1,
      backupDays: 35,
    },
    cache: { nodeType: 'cache.t4g.small', replicas: 1 },
    protected: true,
    logRetentionDays: 90,
    requestLimit: 10_000,
    alarmEmails: ['platform@mobworx.com'],
    integrations: [...integrations],
    settings,
    appConfig: {},
    assumableRoles,
  },
};

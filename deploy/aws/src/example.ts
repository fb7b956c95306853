import { groupsInUse, integrationIds } from '@internal/deploy-image';
import type { Portal } from './app.ts';
import type { Environment } from './environment.ts';
import { SET_BY_STACKS } from './environmentProblems.ts';

const region = 'us-west-2';

// Every integration, with a value for each variable that is no secret.
const settings = Object.fromEntries(
  groupsInUse(integrationIds)
    .flatMap(({ variables }) => variables)
    .filter(
      ({ name, required, secret }) =>
        required && !secret && !SET_BY_STACKS.includes(name),
    )
    .map(({ name }) => [name, `value of ${name}`]),
);

const common = {
  region,
  internetFacing: true,
  allowedRanges: ['0.0.0.0/0'],
  requestLimit: 10_000,
  alarmEmails: ['platform@mobworx.com'],
  integrations: [...integrationIds],
  settings,
  appConfig: {},
  assumableRoles: ['arn:aws:iam::111122223333:role/portal-reader'],
} satisfies Partial<Environment>;

/**
 * The portal that the pages of docs/operations speak of and that tests put mistakes into: one
 * environment to try things in, and one that is protected. Nobody deploys it. What is deployed is in
 * `environments.ts`, where no test minds which accounts, integrations and further environments there
 * are.
 */
export const example: Portal = {
  github: {
    owner: 'MobWorx',
    ownerId: 1000001,
    repository: 'developer-portal',
    repositoryId: 1000002,
  },
  registry: {
    account: '444455556666',
    region,
    repositoryName: 'developer-portal',
  },
  environments: {
    staging: {
      ...common,
      account: '111122223333',
      hostName: 'portal.staging.mobworx.com',
      certificateArn: `arn:aws:acm:${region}:111122223333:certificate/11111111-2222-3333-4444-555555555555`,
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
    },
    production: {
      ...common,
      account: '444455556666',
      hostName: 'portal.mobworx.com',
      certificateArn: `arn:aws:acm:${region}:444455556666:certificate/66666666-7777-8888-9999-000000000000`,
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
    },
  },
};

import type { MobworxEnvironment } from '@internal/simulators';

/** What the configuration says of a simulated environment. */
export function environmentConfig(environment: MobworxEnvironment) {
  const { id, appsync, stream, studio, aws, seed } = environment;
  return {
    id,
    title: id === 'staging' ? 'Staging' : 'Production',
    tier: id === 'production' ? 'production' : 'non-production',
    writes: id === 'production' ? [] : ['studio.session.create'],
    aws: {
      accountId: seed.aws.accountId,
      region: seed.aws.region,
      endpoint: aws.service.url,
    },
    services: {
      appsync: {
        url: appsync.graphqlUrl,
        apiId: seed.appsync.apiId,
        auth: { mode: 'apiKey', key: seed.appsync.apiKeys[0].id },
      },
      stream: { url: stream.service.url, wsUrl: stream.wsUrl },
      studio: { url: studio.service.url },
      infrastructure: {
        eventBus: seed.aws.infrastructure.eventBus.name,
        dbCluster: seed.aws.infrastructure.cluster.id,
        dbProxy: `mobworx-${id}`,
        stacks: seed.aws.infrastructure.stacks.map(({ service }) => service),
        flyway: {
          bucket: `mobworx-operations-${id}`,
          key: 'flyway/info.json',
        },
      },
    },
  };
}

/** The key of the portal for the AWS account of a simulated environment. */
export function awsAccountConfig({ seed }: MobworxEnvironment) {
  const [{ accessKeyId, secretAccessKey }] = seed.aws.accessKeys;
  return { accountId: seed.aws.accountId, accessKeyId, secretAccessKey };
}

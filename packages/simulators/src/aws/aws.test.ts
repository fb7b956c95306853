import {
  AppSyncClient,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  ListApiKeysCommand,
} from '@aws-sdk/client-appsync';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBProxiesCommand,
  DescribeDBProxyTargetsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import {
  ExecuteStatementCommand,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { buildSchema } from 'graphql';
import { environments, postJson } from '../__testUtils__/environment';
import type { MobworxEnvironment } from '../mobworx/environment';
import { toXml } from './xml';

// The clients of AWS themselves are the referees of what is answered.
const start = environments();

const settings = ({ aws, seed }: MobworxEnvironment) => ({
  endpoint: aws.service.url,
  region: seed.aws.region,
  credentials: seed.aws.accessKeys[0],
  maxAttempts: 1,
});

describe('EventBridge', () => {
  it('shows the bus, its rules and their targets, page by page', async () => {
    const environment = await start();
    const client = new EventBridgeClient(settings(environment));
    const bus = await client.send(
      new DescribeEventBusCommand({ Name: 'mobworx-staging' }),
    );
    expect(bus.Arn).toBe(
      'arn:aws:events:us-west-2:111122223333:event-bus/mobworx-staging',
    );
    const EventBusName = bus.Arn;
    const first = await client.send(
      new ListRulesCommand({ EventBusName, Limit: 2 }),
    );
    const second = await client.send(
      new ListRulesCommand({ EventBusName, NextToken: first.NextToken }),
    );
    expect([...first.Rules!, ...second.Rules!]).toMatchObject([
      {
        Name: 'room-events-to-appsync',
        State: 'ENABLED',
        EventPattern: '{"source":["mobworx.stream"]}',
      },
      { Name: 'session-events-to-stream' },
      { Name: 'nightly-clean-up', ScheduleExpression: 'rate(1 day)' },
    ]);
    expect(second.NextToken).toBeUndefined();
    const deadLetters = async (Rule: string) => {
      const { Targets } = await client.send(
        new ListTargetsByRuleCommand({ EventBusName, Rule }),
      );
      return Targets!.map(({ DeadLetterConfig }) => DeadLetterConfig?.Arn);
    };
    expect(await deadLetters('room-events-to-appsync')).toEqual([
      'arn:aws:sqs:us-west-2:111122223333:appsync-service-staging-dlq',
    ]);
    expect(await deadLetters('session-events-to-stream')).toEqual([undefined]);
    await expect(deadLetters('nothing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(
      client.send(new ListRulesCommand({ EventBusName: 'other' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('has counts in CloudWatch', async () => {
    const environment = await start();
    const client = new CloudWatchClient(settings(environment));
    const EndTime = new Date('2026-11-22T06:30:00Z');
    const query = (Id: string, Value: string, MetricName: string) => ({
      Id,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Events',
          MetricName,
          Dimensions: [{ Name: 'RuleName', Value }],
        },
        Period: 1800,
        Stat: 'Sum',
      },
    });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(EndTime.getTime() - 3600_000),
        EndTime,
        MetricDataQueries: [
          query('a', 'room-events-to-appsync', 'Invocations'),
          query('b', 'nothing', 'Invocations'),
          { Id: 'c', Expression: 'a + b' },
        ],
      }),
    );
    expect(MetricDataResults).toMatchObject([
      {
        Id: 'a',
        Values: [160, 160],
        Timestamps: [
          new Date('2026-11-22T06:00:00Z'),
          new Date('2026-11-22T05:30:00Z'),
        ],
      },
      { Id: 'b', Values: [] },
      { Id: 'c', Label: 'c', Values: [] },
    ]);
  });

  it.each([
    ['staging', 'mobworx-staging', [1.5, 1.5]],
    ['staging', 'other', []],
    ['production', 'mobworx-production', []],
  ] as const)(
    'has the capacity of Aurora v2 in CloudWatch: %s, %s',
    async (id, Value, expected) => {
      const client = new CloudWatchClient(settings(await start({ id })));
      const EndTime = new Date('2026-11-22T06:30:00Z');
      const { MetricDataResults } = await client.send(
        new GetMetricDataCommand({
          StartTime: new Date(EndTime.getTime() - 120_000),
          EndTime,
          MetricDataQueries: [
            {
              Id: 'a',
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/RDS',
                  MetricName: 'ServerlessDatabaseCapacity',
                  Dimensions: [{ Name: 'DBClusterIdentifier', Value }],
                },
                Period: 60,
                Stat: 'Average',
              },
            },
          ],
        }),
      );
      expect(MetricDataResults![0].Values).toEqual(expected);
    },
  );
});

describe('RDS', () => {
  it('tells Aurora Serverless v2 with its proxy from v1 without', async () => {
    const staging = new RDSClient(settings(await start()));
    const production = new RDSClient(
      settings(await start({ id: 'production' })),
    );
    const clusterOf = async (client: RDSClient) =>
      (await client.send(new DescribeDBClustersCommand({}))).DBClusters![0];
    expect(await clusterOf(staging)).toMatchObject({
      DBClusterIdentifier: 'mobworx-staging',
      EngineMode: 'provisioned',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
      DBClusterMembers: [
        { DBInstanceIdentifier: 'mobworx-staging-1', IsClusterWriter: true },
        { DBInstanceIdentifier: 'mobworx-staging-2', IsClusterWriter: false },
      ],
      AvailabilityZones: ['us-west-2a', 'us-west-2b', 'us-west-2c'],
    });
    const older = await clusterOf(production);
    expect(older).toMatchObject({ EngineMode: 'serverless', Capacity: 16 });
    expect(older.ServerlessV2ScalingConfiguration).toBeUndefined();

    const { DBInstances } = await staging.send(
      new DescribeDBInstancesCommand({
        DBInstanceIdentifier: 'mobworx-staging-2',
      }),
    );
    expect(DBInstances).toMatchObject([
      { DBInstanceClass: 'db.serverless', AvailabilityZone: 'us-west-2a' },
    ]);
    const { DBProxies } = await staging.send(new DescribeDBProxiesCommand({}));
    expect(DBProxies).toMatchObject([
      { DBProxyName: 'mobworx-staging', RequireTLS: true },
    ]);
    const { Targets } = await staging.send(
      new DescribeDBProxyTargetsCommand({ DBProxyName: 'mobworx-staging' }),
    );
    expect(Targets!.map(({ TargetHealth }) => TargetHealth!.State)).toEqual([
      'AVAILABLE',
      'AVAILABLE',
    ]);
    expect(
      (await production.send(new DescribeDBProxiesCommand({}))).DBProxies,
    ).toEqual([]);
    for (const [command, name] of [
      [
        new DescribeDBProxyTargetsCommand({ DBProxyName: 'x' }),
        'DBProxyNotFoundFault',
      ],
      [
        new DescribeDBClustersCommand({ DBClusterIdentifier: 'x' }),
        'DBClusterNotFoundFault',
      ],
      [
        new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'x' }),
        'DBInstanceNotFound',
      ],
    ] as const) {
      await expect(
        production.send(command as DescribeDBProxiesCommand),
      ).rejects.toThrow(
        expect.objectContaining({ name: expect.stringContaining(name) }),
      );
    }
  });
});

describe('CloudFormation', () => {
  it('shows what is deployed, and since when', async () => {
    const environment = await start({ id: 'production' });
    const client = new CloudFormationClient(settings(environment));
    const { Stacks } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks).toHaveLength(5);
    const one = await client.send(
      new DescribeStacksCommand({ StackName: 'appsync-service-production' }),
    );
    expect(one.Stacks).toEqual([
      expect.objectContaining({
        StackStatus: 'UPDATE_COMPLETE',
        LastUpdatedTime: new Date(environment.clock.now() - 16 * 24 * 3600_000),
        Tags: expect.arrayContaining([
          { Key: 'version', Value: '1.8.0' },
          { Key: 'deployedBy', Value: 'sam-okoro' },
        ]),
      }),
    ]);
    await expect(
      client.send(new DescribeStacksCommand({ StackName: 'x' })),
    ).rejects.toThrow('Stack with id x does not exist');
  });
});

describe('AppSync', () => {
  it('shows its API, keys and schema, though introspection is off', async () => {
    const environment = await start({ id: 'production' });
    const client = new AppSyncClient(settings(environment));
    const { apiId } = environment.seed.appsync;
    const { graphqlApi } = await client.send(
      new GetGraphqlApiCommand({ apiId }),
    );
    expect(graphqlApi).toMatchObject({
      authenticationType: 'API_KEY',
      introspectionConfig: 'DISABLED',
      additionalAuthenticationProviders: [
        { authenticationType: 'AWS_IAM' },
        { authenticationType: 'AMAZON_COGNITO_USER_POOLS' },
        { authenticationType: 'OPENID_CONNECT' },
      ],
      uris: { GRAPHQL: environment.appsync.graphqlUrl },
    });
    const { apiKeys } = await client.send(new ListApiKeysCommand({ apiId }));
    const days =
      (apiKeys![0].expires! * 1000 - environment.clock.now()) / 86_400_000;
    expect(Math.round(days)).toBe(241);
    const schemaAs = async (
      format: 'SDL' | 'JSON',
      includeDirectives?: boolean,
    ) => {
      const { schema } = await client.send(
        new GetIntrospectionSchemaCommand({ apiId, format, includeDirectives }),
      );
      return Buffer.from(schema!).toString();
    };
    expect(await schemaAs('SDL')).toContain('@aws_subscribe');
    const plain = await schemaAs('SDL', false);
    expect(plain).not.toContain('@aws');
    expect(() =>
      buildSchema(
        `scalar AWSURL scalar AWSEmail scalar AWSDateTime scalar AWSJSON ${plain}`,
      ),
    ).not.toThrow();
    expect(
      JSON.parse(await schemaAs('JSON')).data.__schema.queryType.name,
    ).toBe('Query');
    await expect(
      client.send(new ListApiKeysCommand({ apiId: 'x' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(schemaAs('XML' as 'SDL')).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

describe('Flyway', () => {
  const statement = (
    environment: MobworxEnvironment,
    sql: string,
    more = {},
  ) => {
    const { accountId, infrastructure } = environment.seed.aws;
    return new ExecuteStatementCommand({
      resourceArn: `arn:aws:rds:us-west-2:${accountId}:cluster:${infrastructure.cluster.id}`,
      secretArn: 'arn:aws:secretsmanager:us-west-2:1:secret:reader',
      sql,
      ...more,
    });
  };

  it('has one migration less in production, by the Data API', async () => {
    const versionsOf = async (id: 'staging' | 'production') => {
      const environment = await start({ id });
      const client = new RDSDataClient(settings(environment));
      const { formattedRecords } = await client.send(
        statement(
          environment,
          'SELECT version, success FROM flyway_schema_history ORDER BY installed_rank',
          { formatRecordsAs: 'JSON' },
        ),
      );
      return JSON.parse(formattedRecords!).map(
        ({ version }: { version: string }) => version,
      );
    };
    expect(await versionsOf('staging')).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(await versionsOf('production')).toEqual(['1', '2', '3', '4', '5']);
  });

  it('answers with typed fields, and refuses all else', async () => {
    const environment = await start();
    const client = new RDSDataClient(settings(environment));
    const all = await client.send(
      statement(environment, 'select * from "public"."flyway_schema_history"', {
        includeResultMetadata: true,
      }),
    );
    expect(all.columnMetadata!.map(({ name }) => name)).toContain(
      'installed_on',
    );
    expect(all.records![0].slice(0, 3)).toEqual([
      { longValue: 1 },
      { stringValue: '1' },
      { stringValue: 'create users' },
    ]);
    expect(all.records![0].at(-1)).toEqual({ booleanValue: true });
    const refused = (command: ExecuteStatementCommand) =>
      client.send(command).catch(error => error.message);
    expect(await refused(statement(environment, 'drop table users'))).toContain(
      'permission denied',
    );
    expect(
      await refused(
        statement(environment, 'select x from flyway_schema_history'),
      ),
    ).toContain('"x" does not exist');
    expect(
      await refused(
        statement(environment, 'select 1', { resourceArn: 'arn:x' }),
      ),
    ).toContain('HttpEndpoint is not enabled');
  });

  it('left what it printed in S3', async () => {
    const environment = await start({ id: 'production' });
    const client = new S3Client({
      ...settings(environment),
      forcePathStyle: true,
    });
    const read = async (
      Key: string,
      Bucket = 'mobworx-operations-production',
    ) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse(await Body!.transformToString());
    };
    const states = async () =>
      (await read('flyway/info.json')).migrations.map(
        ({ state }: { state: string }) => state,
      );
    const [ok, pending] = ['Success', 'Pending'];
    expect(await states()).toEqual([ok, ok, ok, ok, ok, pending]);
    await postJson(`${environment.aws.service.url}/_simulator/infrastructure`, {
      flyway: { applied: 6, failed: '6' },
    });
    expect(await states()).toEqual([ok, ok, ok, ok, ok, 'Failed']);
    expect((await read('flyway/info.json')).schemaVersion).toBe('5');
    await expect(read('other.json')).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(read('flyway/info.json', 'other')).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(
      client.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a credential', () => {
  it('may be had for an hour by taking the role of a reader', async () => {
    const environment = await start();
    const client = new STSClient(settings(environment));
    expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/portal-reader',
    });
    const RoleArn = 'arn:aws:iam::111122223333:role/portal-reader';
    const { Credentials } = await client.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }),
    );
    const identity = (sessionToken: string | undefined) =>
      new STSClient({
        ...settings(environment),
        credentials: {
          accessKeyId: Credentials!.AccessKeyId!,
          secretAccessKey: Credentials!.SecretAccessKey!,
          sessionToken,
        },
      }).send(new GetCallerIdentityCommand({}));
    expect((await identity(Credentials!.SessionToken)).Arn).toContain(
      'assumed-role/portal-reader/test',
    );
    await expect(identity('other')).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await expect(
      client.send(
        new AssumeRoleCommand({
          RoleArn: `${RoleArn}x`,
          RoleSessionName: 'test',
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    environment.aws.service.reset();
    await expect(identity(Credentials!.SessionToken)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('that is wrong, unknown or missing is refused in the words of each protocol', async () => {
    const environment = await start();
    const wrong = {
      ...settings(environment),
      credentials: {
        ...environment.seed.aws.accessKeys[0],
        secretAccessKey: 'wrong',
      },
    };
    const unknown = {
      ...wrong,
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'x' },
    };
    await expect(
      new RDSClient(wrong).send(new DescribeDBClustersCommand({})),
    ).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      new EventBridgeClient(unknown).send(new ListRulesCommand({})),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    const missing = await postJson(environment.aws.service.url, {});
    expect([missing.status, missing.body.__type]).toEqual([
      403,
      'MissingAuthenticationToken',
    ]);
    environment.aws.service.faults.add({
      path: '',
      fault: { kind: 'bad_credential' },
    });
    await expect(
      new CloudFormationClient(settings(environment)).send(
        new DescribeStacksCommand({}),
      ),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('only reads', async () => {
    const environment = await start();
    await expect(
      new EventBridgeClient(settings(environment)).send(
        new PutRuleCommand({ Name: 'x', ScheduleExpression: 'rate(1 day)' }),
      ),
    ).rejects.toThrow('not authorized to perform: events:PutRule');
    await expect(
      new CloudFormationClient(settings(environment)).send(
        new DeleteStackCommand({ StackName: 'x' }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('the account', () => {
  it('changes by its switch', async () => {
    const environment = await start();
    const change = (body: unknown) =>
      postJson(
        `${environment.aws.service.url}/_simulator/infrastructure`,
        body,
      );
    const proxies = async () =>
      (
        await new RDSClient(settings(environment)).send(
          new DescribeDBProxiesCommand({}),
        )
      ).DBProxies;
    expect(await change({ proxy: null })).toMatchObject({ status: 204 });
    expect(await proxies()).toEqual([]);
    expect(await change({ proxy: { name: 'new', targets: [] } })).toMatchObject(
      { status: 204 },
    );
    expect(await proxies()).toMatchObject([{ DBProxyName: 'new' }]);
    expect(await change({ flyway: { applied: -1 } })).toMatchObject({
      status: 400,
    });
  });

  it('is written as XML that nothing escapes from', () => {
    expect(toXml('A', { B: '<&">', C: undefined, D: [1, 2], E: true })).toBe(
      '<A><B>&lt;&amp;&quot;&gt;</B><D>1</D><D>2</D><E>true</E></A>',
    );
  });
});

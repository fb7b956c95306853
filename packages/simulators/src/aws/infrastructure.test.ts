import {
  CloudWatchClient,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBProxiesCommand,
  DescribeDBProxyTargetsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { awsSettings, environments } from '../__testUtils__/environment';

// The clients of AWS themselves are the referees of what is answered.
const start = environments();

describe('EventBridge', () => {
  it('shows the bus, its rules and their targets, page by page', async () => {
    const environment = await start();
    const client = new EventBridgeClient(awsSettings(environment));
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
    const client = new CloudWatchClient(awsSettings(environment));
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
      const client = new CloudWatchClient(awsSettings(await start({ id })));
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
    const staging = new RDSClient(awsSettings(await start()));
    const production = new RDSClient(
      awsSettings(await start({ id: 'production' })),
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

import {
  CloudWatchClient,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DBCluster,
  DescribeDBClustersCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { Aurora } from '@internal/plugin-mobworx-common';
import { isCodedError } from '@internal/upstream-node';
import { present } from './allPages';
import type { AwsClients } from './awsClients';

/**
 * Reads the Aurora cluster.
 *
 * @throws errors of `problem()`; not when CloudWatch, which knows the capacity of v2, fails alone
 */
export async function readAurora(
  aws: AwsClients,
  id: string,
  signal: AbortSignal,
): Promise<Aurora> {
  const cluster = await readCluster(aws, id, signal);
  const aurora = toAurora(id, cluster);
  if (aurora.generation === 'v2' && aurora.capacity) {
    const now = await readCapacity(aws, id, signal);
    return { ...aurora, capacity: { ...aurora.capacity, ...now } };
  }
  return aurora;
}

/**
 * Reads the cluster as RDS describes it.
 *
 * @throws errors of `problem()`
 */
export async function readCluster(
  aws: AwsClients,
  id: string,
  signal: AbortSignal,
): Promise<DBCluster> {
  const { DBClusters } = await aws.use(RDSClient, 'details', client =>
    client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }), {
      abortSignal: signal,
    }),
  );
  return present(DBClusters?.[0], aws.upstream);
}

/** The cluster in the contract's words. */
function toAurora(id: string, cluster: DBCluster): Aurora {
  const generation = generationOf(cluster);
  const limits =
    generation === 'v1'
      ? cluster.ScalingConfigurationInfo
      : cluster.ServerlessV2ScalingConfiguration;
  const { MinCapacity: min, MaxCapacity: max } = limits ?? {};
  return {
    id,
    engineVersion: cluster.EngineVersion ?? '',
    generation,
    state: cluster.Status ?? '',
    ...(min !== undefined &&
      max !== undefined && {
        capacity: {
          min,
          max,
          ...(generation === 'v1' &&
            cluster.Capacity !== undefined && { now: cluster.Capacity }),
        },
      }),
    members: (cluster.DBClusterMembers ?? [])
      .slice(0, 50)
      .map(({ DBInstanceIdentifier = '', IsClusterWriter = false }) => ({
        id: DBInstanceIdentifier,
        isWriter: IsClusterWriter,
      })),
    backupRetentionDays: cluster.BackupRetentionPeriod ?? 0,
  };
}

/** v2 has the engine mode of any cluster; its scaling tells. */
function generationOf(cluster: DBCluster): Aurora['generation'] {
  if (cluster.EngineMode === 'serverless') {
    return 'v1';
  }
  return cluster.ServerlessV2ScalingConfiguration ? 'v2' : 'provisioned';
}

const MINUTE_MS = 60_000;

async function readCapacity(
  aws: AwsClients,
  id: string,
  signal: AbortSignal,
): Promise<{ now?: number }> {
  const end = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  try {
    const { MetricDataResults: [result] = [] } = await aws.use(
      CloudWatchClient,
      'details',
      client =>
        client.send(
          new GetMetricDataCommand({
            MetricDataQueries: [
              {
                Id: 'capacity',
                MetricStat: {
                  Metric: {
                    Namespace: 'AWS/RDS',
                    MetricName: 'ServerlessDatabaseCapacity',
                    Dimensions: [{ Name: 'DBClusterIdentifier', Value: id }],
                  },
                  Period: 60,
                  Stat: 'Average',
                },
              },
            ],
            StartTime: new Date(end - 10 * MINUTE_MS),
            EndTime: new Date(end),
            ScanBy: 'TimestampDescending',
          }),
          { abortSignal: signal },
        ),
    );
    const now = result?.Values?.[0];
    return now === undefined ? {} : { now };
  } catch (error) {
    if (!isCodedError(error) || signal.aborted) {
      throw error;
    }
    return {};
  }
}

import type { Account } from '../Account';
import { AwsError } from '../AwsError';
import { list, type XmlValue } from '../xml';
import type { Operation } from './types';

const zones = ['a', 'b', 'c'];

const endpoint = (account: Account, name: string) =>
  `${name}.simulated.${account.seed.region}.rds.amazonaws.com`;

/** The read-only calls of RDS. */
export const rds: Record<string, Operation<Record<string, XmlValue>>> = {
  DescribeDBClusters: ({ DBClusterIdentifier: wanted }, { account }) => {
    const { cluster } = account.infrastructure;
    if (wanted && !wanted.endsWith(cluster.id)) {
      throw new AwsError(
        404,
        'DBClusterNotFoundFault',
        `DBCluster ${wanted} not found.`,
      );
    }
    return { DBClusters: list([showCluster(account)], 'DBCluster') };
  },

  DescribeDBInstances: ({ DBInstanceIdentifier: wanted }, { account }) => {
    const { cluster } = account.infrastructure;
    const instances = cluster.instances.filter(id => (wanted ?? id) === id);
    if (wanted && instances.length === 0) {
      throw new AwsError(
        404,
        'DBInstanceNotFound',
        `DBInstance ${wanted} not found.`,
      );
    }
    return {
      DBInstances: list(
        instances.map((id, index) => ({
          DBInstanceIdentifier: id,
          DBInstanceArn: account.arn('rds', `db:${id}`),
          DBClusterIdentifier: cluster.id,
          DBInstanceClass: 'db.serverless',
          DBInstanceStatus: 'available',
          Engine: 'aurora-postgresql',
          AvailabilityZone: `${account.seed.region}${zones[index % 3]}`,
        })),
        'DBInstance',
      ),
    };
  },

  DescribeDBProxies: ({ DBProxyName: wanted }, { account }) => {
    const proxy = proxyOf(account, wanted);
    return {
      DBProxies: list(
        proxy
          ? [
              {
                DBProxyName: proxy.name,
                DBProxyArn: account.arn('rds', `db-proxy:prx-${proxy.name}`),
                Status: 'available',
                EngineFamily: 'POSTGRESQL',
                RequireTLS: true,
                Endpoint: endpoint(account, `${proxy.name}.proxy`),
              },
            ]
          : [],
      ),
    };
  },

  DescribeDBProxyTargets: ({ DBProxyName: wanted }, { account }) => ({
    Targets: list(
      (proxyOf(account, wanted)?.targets ?? []).map(target => ({
        RdsResourceId: target.id,
        TrackedClusterId: account.infrastructure.cluster.id,
        Endpoint: endpoint(account, target.id),
        Port: 5432,
        Type: 'RDS_INSTANCE',
        TargetHealth: { State: target.state, Reason: target.reason },
      })),
    ),
  }),
};

function proxyOf(account: Account, wanted: string | undefined) {
  const { proxy } = account.infrastructure;
  if (wanted && wanted !== proxy?.name) {
    throw new AwsError(
      404,
      'DBProxyNotFoundFault',
      `DB proxy ${wanted} not found.`,
    );
  }
  return proxy;
}

/** Generation 1 is told by its engine mode, generation 2 by its scaling and its members. */
function showCluster(account: Account): XmlValue {
  const { cluster } = account.infrastructure;
  const { minCapacity, maxCapacity } = cluster;
  const capacities = { MinCapacity: minCapacity, MaxCapacity: maxCapacity };
  return {
    DBClusterIdentifier: cluster.id,
    DBClusterArn: account.arn('rds', `cluster:${cluster.id}`),
    Engine: 'aurora-postgresql',
    EngineVersion: cluster.engineVersion,
    Status: 'available',
    BackupRetentionPeriod: cluster.backupRetentionDays,
    Endpoint: endpoint(account, `${cluster.id}.cluster`),
    Port: 5432,
    AvailabilityZones: list(
      zones.map(zone => `${account.seed.region}${zone}`),
      'AvailabilityZone',
    ),
    ...(cluster.generation === 1
      ? {
          EngineMode: 'serverless',
          Capacity: cluster.capacity,
          ScalingConfigurationInfo: { ...capacities, AutoPause: false },
        }
      : {
          EngineMode: 'provisioned',
          ServerlessV2ScalingConfiguration: capacities,
        }),
    DBClusterMembers: list(
      cluster.instances.map((id, index) => ({
        DBInstanceIdentifier: id,
        IsClusterWriter: index === 0,
        DBClusterParameterGroupStatus: 'in-sync',
        PromotionTier: 1,
      })),
      'DBClusterMember',
    ),
  };
}

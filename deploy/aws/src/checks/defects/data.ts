import { resourcesOf } from '../templates.ts';
import { on, type Defect } from './defect.ts';

const CLUSTER = 'AWS::RDS::DBCluster';

export const dataDefects: Defect[] = [
  on(
    'data-is-isolated',
    'the database beside the tasks',
    'AWS::RDS::DBSubnetGroup',
    p => {
      p.SubnetIds = [{ Ref: 'appSubnet1' }, { Ref: 'appSubnet2' }];
    },
  ),
  on(
    'cache-is-isolated',
    'the cache in one zone',
    'AWS::ElastiCache::SubnetGroup',
    p => {
      p.SubnetIds = p.SubnetIds.slice(1);
    },
  ),
  on('database-is-private', 'a public database', 'AWS::RDS::DBInstance', p => {
    p.PubliclyAccessible = true;
  }),
  on('database-is-kept', 'no protection from deletion', CLUSTER, p => {
    p.DeletionProtection = false;
  }),
  on('database-is-kept', 'backups for a day', CLUSTER, p => {
    p.BackupRetentionPeriod = 1;
  }),
  {
    caughtBy: 'database-is-kept',
    mistake: 'data that goes with its stack',
    make: templates => {
      const { stack, id } = resourcesOf(templates, CLUSTER)[0];
      templates[stack].Resources[id].DeletionPolicy = 'Delete';
    },
  },
  on('database-is-encrypted', 'no encryption', CLUSTER, p => {
    p.StorageEncrypted = false;
  }),
  on('database-scales', 'least above most', CLUSTER, p => {
    p.ServerlessV2ScalingConfiguration = { MinCapacity: 8, MaxCapacity: 2 };
  }),
  on('database-password-is-managed', 'a password of our own', CLUSTER, p => {
    p.MasterUserPassword = 'correct-horse';
  }),
  on(
    'proxy-asks-for-iam',
    'a proxy that takes passwords',
    'AWS::RDS::DBProxy',
    p => {
      p.Auth[0].IAMAuth = 'DISABLED';
    },
  ),
  on('proxy-asks-for-iam', 'a proxy without TLS', 'AWS::RDS::DBProxy', p => {
    p.RequireTLS = false;
  }),
  on(
    'cache-is-locked',
    'a cache without a password',
    'AWS::ElastiCache::ReplicationGroup',
    p => {
      delete p.AuthToken;
    },
  ),
  on(
    'secrets-are-kept',
    'a secret in the template',
    'AWS::SecretsManager::Secret',
    p => {
      p.SecretString = '{"FIGMA_TOKEN":"figd"}';
    },
  ),
  {
    caughtBy: 'data-apart-from-service',
    mistake: 'the proxy in the service',
    make: templates => {
      const { stack, id } = resourcesOf(templates, 'AWS::RDS::DBProxy')[0];
      const { Resources } = templates[stack];
      templates['PortalService-staging'].Resources[id] = Resources[id];
      delete Resources[id];
    },
  },
];

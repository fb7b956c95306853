import {
  environmentOf,
  every,
  inEachEnvironment,
  type Check,
} from './check.ts';
import { resourcesOf } from './templates.ts';

const CLUSTER = 'AWS::RDS::DBCluster';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const isolated = (subnets: unknown[] = []) =>
  subnets.length >= 2 &&
  subnets.every(subnet => JSON.stringify(subnet).includes('dataSubnet'));

/** What is kept: the database, its proxy, the cache and the secrets. */
export const dataChecks: Check[] = [
  every(
    'data-is-isolated',
    'AWS::RDS::DBSubnetGroup',
    ({ properties }) =>
      !isolated(properties.SubnetIds) &&
      'the database is outside the isolated subnets',
  ),
  every(
    'cache-is-isolated',
    'AWS::ElastiCache::SubnetGroup',
    ({ properties }) =>
      !isolated(properties.SubnetIds) &&
      'the cache is outside the isolated subnets',
  ),
  every(
    'database-is-private',
    'AWS::RDS::DBInstance',
    ({ properties }) =>
      properties.PubliclyAccessible !== false &&
      properties.PubliclyAccessible !== undefined &&
      'the database has a public address',
  ),
  every('database-is-kept', CLUSTER, (cluster, _, portal) => {
    const { properties, deletionPolicy } = cluster;
    if (!['Snapshot', 'Retain'].includes(deletionPolicy ?? ''))
      return 'deleting the stack deletes the data';
    const environment = environmentOf(cluster, portal);
    if (environment?.protected && properties.DeletionProtection !== true)
      return 'it is not protected from deletion';
    return (
      !(
        properties.BackupRetentionPeriod >=
        (environment?.database.backupDays ?? 1)
      ) && 'its backups are kept too short'
    );
  }),
  every(
    'database-is-encrypted',
    CLUSTER,
    ({ properties }) =>
      (properties.StorageEncrypted !== true || !properties.KmsKeyId) &&
      'it is not encrypted by a key of ours',
  ),
  every('database-scales', CLUSTER, ({ properties }) => {
    const { MinCapacity: least, MaxCapacity: most } =
      properties.ServerlessV2ScalingConfiguration ?? {};
    return (
      !(least >= 0.5 && most > least) &&
      `capacity from ${least} to ${most} is no scaling`
    );
  }),
  every(
    'database-password-is-managed',
    CLUSTER,
    ({ properties }) =>
      (properties.ManageMasterUserPassword !== true ||
        properties.MasterUserPassword !== undefined) &&
      'its password is known to somebody besides AWS',
  ),
  every('proxy-asks-for-iam', 'AWS::RDS::DBProxy', ({ properties }) => {
    if (properties.RequireTLS !== true)
      return 'it takes connections without TLS';
    const auth = properties.Auth ?? [];
    return (
      !(
        auth.length > 0 &&
        auth.every((each: any) => each.IAMAuth === 'REQUIRED')
      ) && 'it takes passwords'
    );
  }),
  every(
    'cache-is-locked',
    CACHE,
    ({ properties }) =>
      !(
        properties.TransitEncryptionEnabled === true &&
        properties.TransitEncryptionMode === 'required' &&
        properties.AtRestEncryptionEnabled === true &&
        JSON.stringify(properties.AuthToken ?? '').includes(
          'resolve:secretsmanager',
        )
      ) && 'it takes connections without TLS or without its password',
  ),
  every(
    'secrets-are-kept',
    'AWS::SecretsManager::Secret',
    ({ properties, deletionPolicy }) => {
      if (!properties.KmsKeyId) return 'it is not encrypted by a key of ours';
      if (typeof properties.SecretString === 'string')
        return 'its value is in the template';
      return (
        properties.Name !== undefined &&
        !JSON.stringify(properties.Name).includes('/cache') &&
        deletionPolicy !== 'Retain' &&
        'deleting the stack deletes what people have filled in'
      );
    },
  ),
  inEachEnvironment('data-apart-from-service', (name, templates) => {
    const kept = [
      CLUSTER,
      CACHE,
      'AWS::SecretsManager::Secret',
      'AWS::RDS::DBProxy',
    ];
    const inService = kept.flatMap(type =>
      resourcesOf(templates, type, `PortalService-${name}`),
    );
    return [
      inService.length > 0 &&
        `${inService.map(({ id }) => id).join(', ')} would be rolled back with the service`,
      resourcesOf(templates, 'AWS::RDS::DBProxy', `PortalData-${name}`)
        .length !== 1 && 'there is no proxy',
      resourcesOf(templates, CACHE, `PortalData-${name}`).length !== 1 &&
        'there is no cache',
    ];
  }),
];

import {
  ArnFormat,
  CfnOutput,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { Cache } from '../data/Cache.ts';
import { addSecrets } from '../data/secrets.ts';
import type { Environment } from '../environment.ts';
import { secretName } from '../names.ts';
import { DATABASE_PORT, type NetworkStack } from './NetworkStack.ts';

/** The database and its user. The user's password is known to AWS alone. */
export const DATABASE = 'portal';

interface DataStackProps {
  env: { account: string; region: string };
  name: string;
  environment: Environment;
  network: NetworkStack;
}

/** Everything that must survive whatever happens to the service. */
export class DataStack extends Stack {
  /** Encrypts all of it. */
  readonly key: kms.Key;
  readonly cluster: rds.DatabaseCluster;
  readonly proxy: rds.DatabaseProxy;
  readonly cache: Cache;
  /** By the id of the group of variables that they hold. */
  readonly secrets: Record<string, secretsmanager.ISecret>;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    const { env, name, environment, network } = props;
    super(scope, id, {
      env,
      description: `What the developer portal keeps, ${name}`,
      terminationProtection: environment.protected,
    });
    this.key = new kms.Key(this, 'Key', {
      description: `Data and secrets of the portal, ${name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { key } = this;
    this.cluster = this.addDatabase(environment, network, key);
    this.proxy = this.addProxy(network);
    this.cache = new Cache(this, 'Cache', { name, environment, network, key });
    this.secrets = addSecrets(this, { name, environment, key });
    this.secrets.cache = this.cache.address;
    this.tellOthers(name);
  }

  // For what runs elsewhere, such as in a cluster of Kubernetes (docs/operations).
  private tellOthers(name: string) {
    // The last part of the proxy's ARN is the id by which IAM knows it.
    const proxyId = Fn.select(6, Fn.split(':', this.proxy.dbProxyArn));
    const values = {
      DatabaseHost: this.proxy.endpoint,
      DatabaseUserArn: this.formatArn({
        service: 'rds-db',
        resource: 'dbuser',
        resourceName: `${proxyId}/${DATABASE}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      Secrets: this.formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: secretName(name, '*'),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      KeyArn: this.key.keyArn,
    };
    for (const [id, value] of Object.entries(values))
      new CfnOutput(this, id, { value });
  }

  private addDatabase(
    { database, protected: isProtected }: Environment,
    { vpc, databaseGroup }: NetworkStack,
    key: kms.Key,
  ): rds.DatabaseCluster {
    const instance = { enablePerformanceInsights: true };
    const cluster = new rds.DatabaseCluster(this, 'Database', {
      engine: rds.DatabaseClusterEngine.auroraPostgres({
        version: rds.AuroraPostgresEngineVersion.VER_17_6,
      }),
      defaultDatabaseName: DATABASE,
      credentials: rds.Credentials.fromUsername(DATABASE, {
        encryptionKey: key,
      }),
      // AWS makes the password, keeps it and changes it; only the proxy reads it.
      manageMasterUserPassword: true,
      writer: rds.ClusterInstance.serverlessV2('Writer', instance),
      readers: Array.from({ length: database.readers }, () =>
        rds.ClusterInstance.serverlessV2('Reader', {
          ...instance,
          scaleWithWriter: true,
        }),
      ),
      serverlessV2MinCapacity: database.minimumCapacity,
      serverlessV2MaxCapacity: database.maximumCapacity,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [fixed(this, 'DatabaseGroup', databaseGroup)],
      port: DATABASE_PORT,
      iamAuthentication: true,
      storageEncrypted: true,
      storageEncryptionKey: key,
      backup: { retention: Duration.days(database.backupDays) },
      copyTagsToSnapshot: true,
      deletionProtection: isProtected,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      cloudwatchLogsExports: ['postgresql'],
      parameters: { 'rds.force_ssl': '1' },
    });
    if (!isProtected)
      acknowledge(
        cluster,
        'An environment to try things in may be taken down; its last state is kept as a snapshot.',
        'AwsSolutions-RDS10',
      );
    return cluster;
  }

  private addProxy({ vpc, proxyGroup }: NetworkStack): rds.DatabaseProxy {
    return new rds.DatabaseProxy(this, 'Proxy', {
      proxyTarget: rds.ProxyTarget.fromCluster(this.cluster),
      secrets: [this.cluster.secret!],
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [fixed(this, 'ProxyGroup', proxyGroup)],
      iamAuth: true,
      requireTLS: true,
      // Two replicas and a deployment share them; the rest is for people with a console.
      maxConnectionsPercent: 90,
      borrowTimeout: Duration.seconds(30),
    });
  }
}

/** The group, without the rules that the CDK would add: NetworkStack has all of them. */
export function fixed(
  scope: Construct,
  id: string,
  group: ec2.ISecurityGroup,
): ec2.ISecurityGroup {
  return ec2.SecurityGroup.fromSecurityGroupId(
    scope,
    id,
    group.securityGroupId,
    { mutable: false },
  );
}

import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import { secretName } from '../names.ts';
import { CACHE_PORT, type NetworkStack } from '../stacks/NetworkStack.ts';

interface CacheProps {
  name: string;
  environment: Environment;
  network: NetworkStack;
  key: kms.IKey;
}

/** What the replicas share for minutes. Nothing in it has to survive. */
export class Cache extends Construct {
  /** JSON with REDIS_URL: host, port and password are one variable. */
  readonly address: secretsmanager.ISecret;
  /** Name of the first node, under which its measures are found. */
  readonly firstNode: string;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const { name, environment, network, key } = props;
    const { nodeType, replicas } = environment.cache;
    const password = new secretsmanager.Secret(this, 'Password', {
      description: `Password of the portal's cache, ${name}`,
      encryptionKey: key,
      // Goes into an address, so there is nothing in it that an address would have to escape.
      generateSecretString: { excludePunctuation: true, passwordLength: 64 },
    });
    const subnets = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      description: `The portal's cache, ${name}`,
      subnetIds: network.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
    const group = new elasticache.CfnReplicationGroup(this, 'Nodes', {
      replicationGroupId: `portal-${name}`,
      replicationGroupDescription: `The portal's cache, ${name}`,
      engine: 'valkey',
      engineVersion: '8.0',
      cacheNodeType: nodeType,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [network.cacheGroup.securityGroupId],
      port: CACHE_PORT,
      numCacheClusters: 1 + replicas,
      automaticFailoverEnabled: replicas > 0,
      multiAzEnabled: replicas > 0,
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      authToken: password.secretValue.unsafeUnwrap(),
      autoMinorVersionUpgrade: true,
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.firstNode = `${group.ref}-001`;
    this.address = this.addAddress(name, key, password, group);

    if (!replicas)
      acknowledge(
        group,
        'An environment to try things in does without a second node: what is in the cache can be lost.',
        'AwsSolutions-AEC4',
      );
    acknowledge(
      password,
      'A password that changes by itself would cut off the tasks, which read it at their start; docs/operations says how to change it.',
      'AwsSolutions-SMG4',
    );
  }

  // CloudFormation fills the password in when it creates the secret: it is in no template.
  private addAddress(
    name: string,
    key: kms.IKey,
    password: secretsmanager.Secret,
    group: elasticache.CfnReplicationGroup,
  ): secretsmanager.ISecret {
    const address = new secretsmanager.CfnSecret(this, 'Address', {
      name: secretName(name, 'cache'),
      description: `Address of the portal's cache, ${name}`,
      kmsKeyId: key.keyArn,
      secretString: Fn.join('', [
        '{"REDIS_URL":"rediss://:',
        password.secretValue.unsafeUnwrap(),
        '@',
        group.attrPrimaryEndPointAddress,
        ':',
        group.attrPrimaryEndPointPort,
        '"}',
      ]),
    });
    acknowledge(
      address,
      'Holds the address of the cache; its password is changed together with that of the cache.',
      'AwsSolutions-SMG4',
    );
    return secretsmanager.Secret.fromSecretAttributes(this, 'AddressSecret', {
      secretCompleteArn: address.ref,
      encryptionKey: key,
    });
  }
}

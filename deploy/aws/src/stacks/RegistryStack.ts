import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Registry } from '../environment.ts';

const KEPT_WITHOUT_TAG = Duration.days(14);

interface RegistryStackProps {
  registry: Registry;
  /** Accounts that run the images. */
  readers: string[];
}

/** The one registry: what staging has tried is, byte by byte, what production gets. */
export class RegistryStack extends Stack {
  constructor(scope: Construct, id: string, props: RegistryStackProps) {
    const { account, region, repositoryName } = props.registry;
    super(scope, id, {
      env: { account, region },
      description: "The registry of the developer portal's images",
      terminationProtection: true,
    });
    const repository = new ecr.Repository(this, 'Images', {
      repositoryName,
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      encryption: ecr.RepositoryEncryption.KMS,
      removalPolicy: RemovalPolicy.RETAIN,
      // No image with a tag is ever deleted: the registry doesn't know which ones run, and a task that
      // runs may have to start again (aws/containers-roadmap#1078).
      lifecycleRules: [
        {
          rulePriority: 1,
          tagStatus: ecr.TagStatus.UNTAGGED,
          maxImageAge: KEPT_WITHOUT_TAG,
          description: 'What a failed push left',
        },
      ],
    });
    for (const reader of props.readers.filter(other => other !== account))
      repository.grantPull(new iam.AccountPrincipal(reader));
  }
}

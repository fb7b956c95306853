import { Duration } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { container, groupsInUse, probeCommand } from '@internal/deploy-image';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { secretVariables } from '../data/secrets.ts';
import type { Environment, Registry } from '../environment.ts';
import { DATABASE, type DataStack } from '../stacks/DataStack.ts';
import { DATABASE_PORT } from '../stacks/NetworkStack.ts';

// Longer than the process takes to drain, so that it is never killed while it does.
const STOP_TIMEOUT = Duration.seconds(container.drainSeconds + 40);

interface PortalTaskProps {
  name: string;
  environment: Environment;
  data: DataStack;
  registry: Registry;
  digest: string;
  logGroup: logs.ILogGroup;
}

/** The task definition. Nothing else makes one: no other owner could revert what this one deployed. */
export class PortalTask extends Construct {
  readonly definition: ecs.FargateTaskDefinition;
  readonly containerName = 'portal';

  constructor(scope: Construct, id: string, props: PortalTaskProps) {
    super(scope, id);
    const { name, environment, logGroup } = props;
    this.definition = new ecs.FargateTaskDefinition(this, 'Definition', {
      family: `portal-${name}`,
      cpu: environment.tasks.cpu,
      memoryLimitMiB: environment.tasks.memoryMiB,
      runtimePlatform: {
        cpuArchitecture: ecs.CpuArchitecture.X86_64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
    const portal = this.definition.addContainer(this.containerName, {
      image: this.image(props),
      command: [...container.command],
      user: `${container.user}`,
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: container.port }],
      environment: settingsOf(props),
      secrets: this.secrets(props),
      healthCheck: {
        command: ['CMD', ...probeCommand(container.livenessPath)],
        interval: Duration.seconds(30),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(container.startupSeconds),
      },
      logging: ecs.LogDrivers.awsLogs({
        logGroup,
        streamPrefix: 'portal',
        // A portal that waits for its log is a portal that is down.
        mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      }),
      stopTimeout: STOP_TIMEOUT,
      linuxParameters: new ecs.LinuxParameters(this, 'Linux', {
        initProcessEnabled: true,
      }),
    });
    this.definition.addVolume({ name: 'tmp' });
    portal.addMountPoints({
      sourceVolume: 'tmp',
      containerPath: container.writableDirectory,
      readOnly: false,
    });
    this.allow(props);
  }

  // By its digest: what a tag means could change, and ECS would start another image by itself.
  private image({ registry, digest }: PortalTaskProps): ecs.ContainerImage {
    const { account, region, repositoryName } = registry;
    ecr.Repository.fromRepositoryAttributes(this, 'Images', {
      repositoryName,
      repositoryArn: `arn:aws:ecr:${region}:${account}:repository/${repositoryName}`,
    }).grantPull(this.definition.obtainExecutionRole());
    return ecs.ContainerImage.fromRegistry(
      `${account}.dkr.ecr.${region}.amazonaws.com/${repositoryName}@${digest}`,
    );
  }

  // Named without their key: the CDK would write this role into the policy of the key, and the data
  // would come to depend on the service.
  private secrets({
    environment,
    data,
  }: PortalTaskProps): Record<string, ecs.Secret> {
    const found: Record<string, secretsmanager.ISecret> = {};
    const secretOf = (id: string) => {
      found[id] ??= secretsmanager.Secret.fromSecretCompleteArn(
        this,
        `Secret-${id}`,
        data.secrets[id].secretArn,
      );
      return found[id];
    };
    this.definition.addToExecutionRolePolicy(
      new iam.PolicyStatement({
        sid: 'DecryptSecrets',
        actions: ['kms:Decrypt'],
        resources: [data.key.keyArn],
        conditions: {
          StringEquals: {
            'kms:ViaService': `secretsmanager.${environment.region}.amazonaws.com`,
          },
        },
      }),
    );
    // The database is entered by IAM: there is no password to hand over.
    const groups = groupsInUse(environment.integrations).filter(
      ({ id }) => id !== 'database',
    );
    return Object.fromEntries(
      groups.flatMap(group =>
        secretVariables(group).map(variable => [
          variable,
          ecs.Secret.fromSecretsManager(
            secretOf(variable in data.secrets ? variable : group.id),
            variable,
          ),
        ]),
      ),
    );
  }

  private allow({ data, environment }: PortalTaskProps) {
    const { definition } = this;
    data.proxy.grantConnect(definition.taskRole, DATABASE);
    if (environment.assumableRoles.length)
      definition.addToTaskRolePolicy(
        new iam.PolicyStatement({
          sid: 'LookAtWhatRunsElsewhere',
          actions: ['sts:AssumeRole'],
          resources: environment.assumableRoles,
        }),
      );
    acknowledge(
      definition,
      'What is in the definition is no secret: secrets come from Secrets Manager, and a test looks for others.',
      'AwsSolutions-ECS2',
    );
    acknowledge(
      definition.obtainExecutionRole(),
      'ecr:GetAuthorizationToken knows no resource; images are pulled from one repository only.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  }
}

function settingsOf({
  environment,
  data,
}: PortalTaskProps): Record<string, string> {
  const overlay = Object.entries(environment.appConfig).map(([key, value]) => [
    // Backstage reads such a variable as JSON, over all files.
    `APP_CONFIG_${key}`,
    JSON.stringify(value),
  ]);
  return {
    APP_BASE_URL: `https://${environment.hostName}`,
    AWS_REGION: environment.region,
    POSTGRES_HOST: data.proxy.endpoint,
    POSTGRES_PORT: `${DATABASE_PORT}`,
    POSTGRES_USER: DATABASE,
    POSTGRES_DB: DATABASE,
    POSTGRES_AUTH: 'rds',
    ...environment.settings,
    ...Object.fromEntries(overlay),
  };
}

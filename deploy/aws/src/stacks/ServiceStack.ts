import {
  Aws,
  CfnCondition,
  CfnOutput,
  CfnParameter,
  Duration,
  Fn,
  RemovalPolicy,
  Stack,
  Token,
} from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { container } from '@internal/deploy-image';
import type { Construct } from 'constructs';
import type { Environment, Registry } from '../environment.ts';
import {
  clusterName,
  imageParameterName,
  logGroupName,
  serviceName,
} from '../names.ts';
import { Alarms } from '../service/Alarms.ts';
import { Entrance } from '../service/Entrance.ts';
import { Firewall } from '../service/Firewall.ts';
import { PortalTask } from '../service/PortalTask.ts';
import { addDashboard } from '../service/dashboard.ts';
import { addScaling } from '../service/scaling.ts';
import { fixed, type DataStack } from './DataStack.ts';
import type { NetworkStack } from './NetworkStack.ts';

interface ServiceStackProps {
  env: { account: string; region: string };
  name: string;
  environment: Environment;
  registry: Registry;
  network: NetworkStack;
  data: DataStack;
}

/**
 * What runs. It keeps nothing, so that a deployment that fails is rolled back without a thought. The
 * image is a parameter: the same template brings every version, and a change of the template alone
 * leaves the version as it is.
 */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { env, name, environment, registry, network, data } = props;
    super(scope, id, {
      env,
      description: `The developer portal, ${name}`,
    });
    const { digest, record } = this.addDigest(name);
    const key = this.addKey(name);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: logGroupName(name),
      retention: retentionOf(environment.logRetentionDays),
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const task = new PortalTask(this, 'Task', {
      name,
      environment,
      data,
      registry,
      digest,
      logGroup,
    });
    const entrance = new Entrance(this, 'Entrance', {
      name,
      environment,
      network,
    });
    new Firewall(this, 'Firewall', { name, environment, entrance });
    const service = this.addService(props, task, entrance);
    this.keepScale(service, environment.tasks.minimum);
    addScaling(service, environment.tasks, entrance.targetGroup);
    const alarms = new Alarms(this, 'Alarms', {
      name,
      environment,
      key,
      service,
      entrance,
      data,
      logGroup,
    });
    service.enableDeploymentAlarms(alarms.thatRollBack, {
      behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM,
    });
    addDashboard(this, { name, service, entrance, data, alarms });
    new CfnOutput(this, 'Address', {
      value: `https://${environment.hostName}`,
      description: 'Address of the portal',
    });
    new CfnOutput(this, 'LoadBalancerName', {
      value: entrance.loadBalancer.loadBalancerDnsName,
      description: 'What the host name of the portal points to (CNAME)',
    });
    // Comes last: what is taken back, for whatever reason, never gets into the history that a rollback
    // chooses from.
    record.node.addDependency(
      ...this.node.children.filter(child => child !== record),
    );
  }

  private addDigest(name: string): {
    digest: string;
    record: ssm.StringParameter;
  } {
    const digest = new CfnParameter(this, 'ImageDigest', {
      type: 'String',
      description: 'Digest of the image in the registry',
      allowedPattern: '^sha256:[0-9a-f]{64}$',
      constraintDescription: 'is sha256: and 64 hexadecimal digits',
    }).valueAsString;
    const record = new ssm.StringParameter(this, 'Image', {
      parameterName: imageParameterName(name),
      description:
        'Digest of the image that runs; its history is what one can go back to',
      stringValue: digest,
    });
    return { digest, record };
  }

  // A number in the template would undo at each deployment what was scaled; without one, a new service
  // has a single task.
  private keepScale(service: ecs.FargateService, minimum: number) {
    const tasks = new CfnParameter(this, 'Tasks', {
      type: 'String',
      description: 'How many tasks run: the minimum, or as many as there are',
      allowedValues: ['minimum', 'as-there-are'],
      default: 'minimum',
    });
    const atMinimum = new CfnCondition(this, 'TasksAtMinimum', {
      expression: Fn.conditionEquals(tasks.valueAsString, 'minimum'),
    });
    (service.node.defaultChild as ecs.CfnService).desiredCount = Token.asNumber(
      Fn.conditionIf(atMinimum.logicalId, minimum, Aws.NO_VALUE),
    );
  }

  private addKey(name: string): kms.Key {
    return new kms.Key(this, 'Key', {
      description: `Logs and alarms of the portal, ${name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private addService(
    { name, environment, network }: ServiceStackProps,
    task: PortalTask,
    entrance: Entrance,
  ): ecs.FargateService {
    const cluster = new ecs.Cluster(this, 'Cluster', {
      clusterName: clusterName(name),
      vpc: network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
    });
    const service = new ecs.FargateService(this, 'Service', {
      serviceName,
      cluster,
      taskDefinition: task.definition,
      desiredCount: environment.tasks.minimum,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
      healthCheckGracePeriod: Duration.seconds(container.startupSeconds),
      assignPublicIp: false,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [fixed(this, 'PortalGroup', network.portalGroup)],
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      enableECSManagedTags: true,
    });
    entrance.targetGroup.addTarget(
      service.loadBalancerTarget({
        containerName: task.containerName,
        containerPort: container.port,
      }),
    );
    // The target group has no load balancer before its listener is there, and ECS refuses that.
    service.node.addDependency(entrance.listener);
    return service;
  }
}

function retentionOf(days: Environment['logRetentionDays']) {
  return {
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
  }[days];
}

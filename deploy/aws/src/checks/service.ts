import {
  container,
  groupsInUse,
  variables,
  type IntegrationId,
} from '@internal/deploy-image';
import {
  environmentOf,
  every,
  inEachEnvironment,
  listOf,
  type Check,
} from './check.ts';
import { resourcesOf, type Found, type Templates } from './templates.ts';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const NOTE = 'AWS::SSM::Parameter';

const secretNames = variables
  .filter(({ secret }) => secret)
  .map(({ name }) => name);
const SOUNDS_SECRET = /SECRET|TOKEN|PASSWORD|PRIVATE|(API|APP)_KEY/i;

const portalOf = ({ properties }: Found) =>
  properties.ContainerDefinitions?.[0] ?? {};

const taskOf = (templates: Templates, { stack }: Found) =>
  resourcesOf(templates, TASK, stack)[0];

const refersByText = (value: unknown, text: string) =>
  JSON.stringify(value ?? '').includes(text);

/** What runs: the task definition and its service. */
export const serviceChecks: Check[] = [
  every('task-is-private', SERVICE, ({ properties }) => {
    const network = properties.NetworkConfiguration?.AwsvpcConfiguration ?? {};
    if (network.AssignPublicIp !== 'DISABLED')
      return 'its tasks get public addresses';
    return (
      (!network.Subnets?.length ||
        !network.Subnets.every((subnet: unknown) =>
          refersByText(subnet, 'appSubnet'),
        )) &&
      'its tasks are outside the private app subnets'
    );
  }),
  every('rollout-is-taken-back', SERVICE, ({ properties }) => {
    const deployment = properties.DeploymentConfiguration ?? {};
    const breaker = deployment.DeploymentCircuitBreaker ?? {};
    if (!breaker.Enable || !breaker.Rollback)
      return 'a failing deployment is not taken back';
    const alarms = deployment.Alarms ?? {};
    return (
      !(alarms.Enable && alarms.Rollback && alarms.AlarmNames?.length >= 3) &&
      'alarms do not take a deployment back'
    );
  }),
  every('rollout-keeps-capacity', SERVICE, ({ properties }) => {
    const deployment = properties.DeploymentConfiguration ?? {};
    if (deployment.MinimumHealthyPercent !== 100)
      return 'a deployment stops tasks before others have started';
    const [, first, later] = properties.DesiredCount?.['Fn::If'] ?? [];
    if (later?.Ref !== 'AWS::NoValue')
      return 'a deployment undoes what was scaled';
    return !(first >= 2) && 'one task alone is no service';
  }),
  every(
    'start-has-time',
    SERVICE,
    ({ properties }) =>
      !(properties.HealthCheckGracePeriodSeconds >= container.startupSeconds) &&
      `a start may take ${container.startupSeconds} s, and the load balancer counts earlier`,
  ),
  every('load-balancer-fits-task', SERVICE, (service, templates) => {
    const [target] = service.properties.LoadBalancers ?? [];
    const portal = portalOf(taskOf(templates, service));
    if (target?.ContainerName !== portal.Name)
      return `the load balancer looks for ${target?.ContainerName}, and the container is ${portal.Name}`;
    const ports = (portal.PortMappings ?? []).map(
      (each: any) => each.ContainerPort,
    );
    return (
      !ports.includes(target.ContainerPort) &&
      `nothing listens at ${target.ContainerPort}`
    );
  }),
  every(
    'target-is-ip',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    ({ properties }) =>
      properties.TargetType !== 'ip' &&
      'tasks on Fargate are targets by address only',
  ),
  every(
    'health-is-readiness',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    ({ properties }) => {
      if (properties.HealthCheckPath !== container.readinessPath)
        return `${properties.HealthCheckPath} says nothing about readiness`;
      return (
        properties.Matcher?.HttpCode !== '200' &&
        'other answers than 200 count as ready'
      );
    },
  ),
  every(
    'task-has-roles',
    TASK,
    ({ properties }) =>
      (!properties.ExecutionRoleArn || !properties.TaskRoleArn) &&
      'without its roles it can neither read secrets nor sign in to the database',
  ),
  every('task-is-confined', TASK, task => {
    const portal = portalOf(task);
    if (portal.ReadonlyRootFilesystem !== true)
      return 'it may write to its own files';
    if (portal.User !== `${container.user}`)
      return `it runs as ${portal.User ?? 'root'}`;
    if (portal.Privileged) return 'it is privileged';
    return (
      !portal.MountPoints?.some(
        (mount: any) =>
          mount.ContainerPath === container.writableDirectory &&
          !mount.ReadOnly,
      ) && `it cannot write to ${container.writableDirectory}`
    );
  }),
  every('no-secret-in-the-open', TASK, task => {
    const open = (portalOf(task).Environment ?? []).filter(
      ({ Name }: any) => secretNames.includes(Name) || SOUNDS_SECRET.test(Name),
    );
    return (
      open.length > 0 &&
      `${open.map((each: any) => each.Name).join(', ')} in the open`
    );
  }),
  every(
    'no-database-password',
    TASK,
    task =>
      refersByText(portalOf(task), 'POSTGRES_PASSWORD') &&
      'the database is entered by IAM, without a password',
  ),
  every('variables-are-complete', TASK, (task, _, portal) => {
    const { Environment: settings = [], Secrets: secrets = [] } =
      portalOf(task);
    const given = [...settings, ...secrets].map(
      ({ Name }: any) => Name as string,
    );
    const twice = given.filter((name, index) => given.indexOf(name) !== index);
    if (twice.length) return `${twice.join(', ')} twice`;
    const missing = variablesFor(
      environmentOf(task, portal)?.integrations,
    ).filter(name => !given.includes(name));
    if (missing.length) return `${missing.join(', ')} missing`;
    const known = variables.map(({ name }) => name);
    const unknown = given.filter(
      name => !known.includes(name) && !name.startsWith('APP_CONFIG_'),
    );
    return unknown.length > 0 && `${unknown.join(', ')} unknown to the image`;
  }),
  every('image-by-digest', TASK, task => {
    const parts = portalOf(task).Image?.['Fn::Join']?.[1] ?? [];
    return (
      !(
        `${parts.at(-2)}`.endsWith('@') && parts.at(-1)?.Ref === 'ImageDigest'
      ) && 'the image is not named by its digest'
    );
  }),
  every(
    'task-drains',
    TASK,
    task =>
      !(portalOf(task).StopTimeout > container.drainSeconds) &&
      'it is killed while it drains',
  ),
  inEachEnvironment('image-parameter-is-a-digest', (name, templates) => {
    const parameter =
      templates[`PortalService-${name}`].Parameters?.ImageDigest;
    return [
      (parameter?.AllowedPattern !== '^sha256:[0-9a-f]{64}$' ||
        parameter.Default !== undefined) &&
        'anything could be deployed as the image',
    ];
  }),
  inEachEnvironment('image-is-noted-when-it-runs', (name, templates) => {
    const resources = Object.entries(
      templates[`PortalService-${name}`].Resources,
    );
    const [id, note] = resources.find(([, { Type }]) => Type === NOTE) ?? [];
    const before = listOf(note?.DependsOn);
    return resources
      .filter(([other]) => other !== id && !before.includes(other))
      .map(
        ([other]) =>
          `${other} may fail after the image was noted, which then could be gone back to`,
      );
  }),
  inEachEnvironment('scales-up-and-down', (name, templates, portal) => {
    const stack = `PortalService-${name}`;
    const [target] = resourcesOf(
      templates,
      'AWS::ApplicationAutoScaling::ScalableTarget',
      stack,
    );
    const { MinCapacity: least = 0, MaxCapacity: most = 0 } =
      target?.properties ?? {};
    const policies = resourcesOf(
      templates,
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      stack,
    ).map(
      ({ properties }) =>
        properties.TargetTrackingScalingPolicyConfiguration ?? {},
    );
    return [
      !(least >= 2 && most > least) &&
        `${least} to ${most} tasks is no scaling`,
      least !== portal.environments[name].tasks.minimum &&
        'the least is not that of the environment',
      policies.length < 2 && 'too few measures decide how many tasks there are',
      policies.some(policy => policy.DisableScaleIn) && 'it never scales down',
      policies.some(policy => !(policy.TargetValue > 0)) &&
        'a measure has no target',
    ];
  }),
];

function variablesFor(integrations: IntegrationId[] = []): string[] {
  return groupsInUse(integrations)
    .flatMap(group => group.variables)
    .filter(({ required }) => required)
    .map(({ name }) => name);
}

import { listOf } from '../check.ts';
import { resourcesOf, type CfnResource, type Templates } from '../templates.ts';
import { on, onPortal, type Defect } from './defect.ts';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function noteIn(templates: Templates): CfnResource {
  const [{ stack, id }] = resourcesOf(
    templates,
    'AWS::SSM::Parameter',
    'PortalService-production',
  );
  return templates[stack].Resources[id];
}

export const serviceDefects: Defect[] = [
  on('task-is-private', 'public addresses', SERVICE, p => {
    p.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp = 'ENABLED';
  }),
  on('rollout-is-taken-back', 'no circuit breaker', SERVICE, p => {
    delete p.DeploymentConfiguration.DeploymentCircuitBreaker;
  }),
  on(
    'rollout-is-taken-back',
    'a breaker that does not roll back',
    SERVICE,
    p => {
      p.DeploymentConfiguration.DeploymentCircuitBreaker.Rollback = false;
    },
  ),
  on('rollout-is-taken-back', 'alarms that only watch', SERVICE, p => {
    p.DeploymentConfiguration.Alarms.Rollback = false;
  }),
  on('rollout-keeps-capacity', 'stops the old tasks first', SERVICE, p => {
    p.DeploymentConfiguration.MinimumHealthyPercent = 50;
  }),
  on('rollout-keeps-capacity', 'undoes what was scaled', SERVICE, p => {
    p.DesiredCount = 2;
  }),
  on('rollout-keeps-capacity', 'one task to begin with', SERVICE, p => {
    p.DesiredCount['Fn::If'][1] = 1;
  }),
  on('start-has-time', 'no time to start', SERVICE, p => {
    p.HealthCheckGracePeriodSeconds = 10;
  }),
  on('load-balancer-fits-task', 'another port', SERVICE, p => {
    p.LoadBalancers[0].ContainerPort = 9999;
  }),
  on('load-balancer-fits-task', 'another container', SERVICE, p => {
    p.LoadBalancers[0].ContainerName = 'backstage';
  }),
  on('target-is-ip', 'targets by instance', TARGETS, p => {
    p.TargetType = 'instance';
  }),
  on('health-is-readiness', 'health at /', TARGETS, p => {
    p.HealthCheckPath = '/';
  }),
  on('health-is-readiness', 'any answer is health', TARGETS, p => {
    p.Matcher = { HttpCode: '200-499' };
  }),
  on('task-has-roles', 'no execution role', TASK, p => {
    delete p.ExecutionRoleArn;
  }),
  onPortal('task-is-confined', 'writable root', c => {
    c.ReadonlyRootFilesystem = false;
  }),
  onPortal('task-is-confined', 'root', c => {
    delete c.User;
  }),
  onPortal('task-is-confined', 'nowhere to write', c => {
    c.MountPoints = [];
  }),
  onPortal('no-secret-in-the-open', 'a token in plain text', c => {
    c.Environment.push({ Name: 'FIGMA_TOKEN', Value: 'figd' });
  }),
  onPortal('no-database-password', 'a password for the database', c => {
    c.Secrets.push({ Name: 'POSTGRES_PASSWORD', ValueFrom: 'arn' });
  }),
  onPortal('variables-are-complete', 'a variable forgotten', c => {
    c.Secrets = c.Secrets.filter((each: any) => each.Name !== 'REDIS_URL');
  }),
  onPortal('variables-are-complete', 'a variable misspelled', c => {
    c.Environment.push({ Name: 'POSTGRES_HOSTS', Value: 'x' });
  }),
  onPortal('image-by-digest', 'an image by its tag', c => {
    c.Image =
      '444455556666.dkr.ecr.us-west-2.amazonaws.com/developer-portal:latest';
  }),
  onPortal('task-drains', 'killed at once', c => {
    c.StopTimeout = 5;
  }),
  {
    caughtBy: 'image-parameter-is-a-digest',
    mistake: 'latest as a default',
    make: templates => {
      templates['PortalService-production'].Parameters!.ImageDigest.Default =
        'latest';
    },
  },
  {
    caughtBy: 'image-is-noted-when-it-runs',
    mistake: 'noted beforehand',
    make: templates => {
      delete noteIn(templates).DependsOn;
    },
  },
  {
    caughtBy: 'image-is-noted-when-it-runs',
    mistake: 'noted before the dashboard, which may fail',
    make: templates => {
      const note = noteIn(templates);
      note.DependsOn = listOf(note.DependsOn).filter(
        id => !id.startsWith('Dashboard'),
      );
    },
  },
  on(
    'scales-up-and-down',
    'never down',
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    p => {
      p.TargetTrackingScalingPolicyConfiguration.DisableScaleIn = true;
    },
  ),
  on(
    'scales-up-and-down',
    'never up',
    'AWS::ApplicationAutoScaling::ScalableTarget',
    p => {
      p.MaxCapacity = p.MinCapacity;
    },
  ),
];

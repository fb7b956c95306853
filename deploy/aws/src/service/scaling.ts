import { Duration } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Environment } from '../environment.ts';

const CPU_PERCENT = 60;
const MEMORY_PERCENT = 80;
// A task serves several times as many in the tests with load.
const REQUESTS_PER_MINUTE = 1200;

// Up at once, down with patience: a task that starts takes a minute.
const COOLDOWNS = {
  scaleOutCooldown: Duration.minutes(1),
  scaleInCooldown: Duration.minutes(5),
};

/** More tasks under load and fewer after it, by whichever of three measures asks for most. */
export function addScaling(
  service: ecs.FargateService,
  { minimum, maximum }: Environment['tasks'],
  targetGroup: elb.ApplicationTargetGroup,
): void {
  const scaling = service.autoScaleTaskCount({
    minCapacity: minimum,
    maxCapacity: maximum,
  });
  scaling.scaleOnCpuUtilization('Cpu', {
    targetUtilizationPercent: CPU_PERCENT,
    ...COOLDOWNS,
  });
  scaling.scaleOnMemoryUtilization('Memory', {
    targetUtilizationPercent: MEMORY_PERCENT,
    ...COOLDOWNS,
  });
  scaling.scaleOnRequestCount('Requests', {
    requestsPerTarget: REQUESTS_PER_MINUTE,
    targetGroup,
    ...COOLDOWNS,
  });
}

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { DataStack } from '../stacks/DataStack.ts';
import type { Alarms } from './Alarms.ts';
import type { Entrance } from './Entrance.ts';

const MINUTE = { period: Duration.minutes(1) };
const WIDTH = 12;

interface DashboardProps {
  name: string;
  service: ecs.FargateService;
  entrance: Entrance;
  data: DataStack;
  alarms: Alarms;
}

/** One page that answers whether the portal is well, and if not, which part of it isn't. */
export function addDashboard(scope: Construct, props: DashboardProps): void {
  const { name, service, entrance, data, alarms } = props;
  const { targetGroup } = entrance;
  const code = (which: elb.HttpCodeTarget) =>
    targetGroup.metrics.httpCodeTarget(which, { ...MINUTE, statistic: 'Sum' });
  const time = (statistic: string) =>
    targetGroup.metrics.targetResponseTime({ ...MINUTE, statistic });

  new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: `portal-${name}`,
    widgets: [
      [
        new cloudwatch.AlarmStatusWidget({
          title: 'Alarms',
          alarms: alarms.all,
          width: 2 * WIDTH,
          height: 4,
        }),
      ],
      [
        graph('Requests', [
          targetGroup.metrics.requestCountPerTarget(MINUTE),
          code(elb.HttpCodeTarget.TARGET_4XX_COUNT),
          code(elb.HttpCodeTarget.TARGET_5XX_COUNT),
        ]),
        graph('Time to answer, in seconds', [
          time('p50'),
          time('p95'),
          time('p99'),
        ]),
      ],
      [
        graph('Tasks, in percent', [
          service.metricCpuUtilization(MINUTE),
          service.metricMemoryUtilization(MINUTE),
        ]),
        graph('Tasks that are ready, and that are not', [
          targetGroup.metrics.healthyHostCount(MINUTE),
          targetGroup.metrics.unhealthyHostCount(MINUTE),
        ]),
      ],
      [
        graph('Database: capacity in percent', [
          data.cluster.metricACUUtilization(MINUTE),
        ]),
        graph('Database: connections', [
          data.cluster.metricDatabaseConnections(MINUTE),
        ]),
      ],
    ],
  });
}

function graph(title: string, left: cloudwatch.IMetric[]) {
  return new cloudwatch.GraphWidget({ title, left, width: WIDTH });
}

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { alarmName, clusterName, serviceName } from '../names.ts';
import type { DataStack } from '../stacks/DataStack.ts';
import type { Entrance } from './Entrance.ts';

const MINUTE = Duration.minutes(1);

interface AlarmsProps {
  name: string;
  environment: Environment;
  key: kms.Key;
  service: ecs.FargateService;
  entrance: Entrance;
  data: DataStack;
  logGroup: logs.ILogGroup;
}

/** What makes an alarm go off. */
interface Condition {
  metric: cloudwatch.IMetric;
  threshold: number;
  /** For so many of the metric's periods in a row. */
  periods: number;
  /** What goes wrong for people, and where to look. */
  says: string;
  below?: boolean;
  /** Whether no data is bad news, as for something that reports as long as it lives. */
  silenceIsBad?: boolean;
}

/** Who is told when the portal is unwell, and which alarms take a deployment back. */
export class Alarms extends Construct {
  readonly all: cloudwatch.Alarm[];
  /** Names of the alarms during which a deployment is taken back. */
  readonly thatRollBack: string[];
  private readonly name: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.name = props.name;
    const ofPeople = conditionsOfPeople(props);
    this.thatRollBack = Object.keys(ofPeople).map(key =>
      alarmName(this.name, key),
    );
    const action = new SnsAction(this.addTopic(props));
    this.all = Object.entries({
      ...ofPeople,
      ...conditionsOfTasks(props),
      ...conditionsOfData(props),
      ...conditionsOfLogs(this, props),
    }).map(([key, condition]) => {
      const alarm = this.addAlarm(key, condition);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }

  private addAlarm(key: string, condition: Condition): cloudwatch.Alarm {
    const { metric, threshold, periods, says } = condition;
    const { ComparisonOperator, TreatMissingData } = cloudwatch;
    return new cloudwatch.Alarm(this, key, {
      alarmName: alarmName(this.name, key),
      alarmDescription: says,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: condition.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: condition.silenceIsBad
        ? TreatMissingData.BREACHING
        : TreatMissingData.NOT_BREACHING,
    });
  }

  private addTopic({ name, environment, key }: AlarmsProps): sns.Topic {
    const topic = new sns.Topic(this, 'Topic', {
      topicName: alarmName(name, 'alarms'),
      masterKey: key,
      enforceSSL: true,
    });
    key.grantEncryptDecrypt(
      new iam.ServicePrincipal('cloudwatch.amazonaws.com'),
    );
    for (const email of environment.alarmEmails)
      topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}

function conditionsOfPeople({
  entrance,
}: AlarmsProps): Record<string, Condition> {
  const { loadBalancer, targetGroup } = entrance;
  return {
    'answers-5xx': {
      metric: targetGroup.metrics.httpCodeTarget(
        elb.HttpCodeTarget.TARGET_5XX_COUNT,
        { period: MINUTE, statistic: 'Sum' },
      ),
      threshold: 10,
      periods: 3,
      says: 'The portal answers with errors: its log says which.',
    },
    'no-answer': {
      metric: loadBalancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT, {
        period: MINUTE,
        statistic: 'Sum',
      }),
      threshold: 10,
      periods: 3,
      says: 'The load balancer finds no task that answers.',
    },
    'unhealthy-tasks': {
      metric: targetGroup.metrics.unhealthyHostCount({
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 1,
      periods: 5,
      says: 'A task is not ready: its log says what it waits for.',
    },
    'slow-answers': {
      metric: targetGroup.metrics.targetResponseTime({
        period: MINUTE,
        statistic: 'p95',
      }),
      threshold: 3,
      periods: 5,
      says: 'One request of twenty takes more than 3 seconds.',
    },
  };
}

function conditionsOfTasks({
  name,
  environment,
  service,
}: AlarmsProps): Record<string, Condition> {
  return {
    'few-tasks': {
      metric: new cloudwatch.Metric({
        namespace: 'ECS/ContainerInsights',
        metricName: 'RunningTaskCount',
        dimensionsMap: {
          ClusterName: clusterName(name),
          ServiceName: serviceName,
        },
        period: MINUTE,
        statistic: 'Minimum',
      }),
      threshold: environment.tasks.minimum,
      periods: 10,
      below: true,
      silenceIsBad: true,
      says: 'Fewer tasks run than should: the events of the service say why.',
    },
    'busy-tasks': {
      metric: service.metricCpuUtilization({ period: MINUTE }),
      threshold: 90,
      periods: 15,
      says: 'The tasks are at the end of their CPU, and more of them do not help.',
    },
    'full-tasks': {
      metric: service.metricMemoryUtilization({
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 90,
      periods: 5,
      says: 'A task is about to be killed for its memory.',
    },
  };
}

function conditionsOfData({
  environment,
  data,
}: AlarmsProps): Record<string, Condition> {
  return {
    'busy-database': {
      metric: data.cluster.metricACUUtilization({
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 90,
      periods: 15,
      says: `The database is at the end of its ${environment.database.maximumCapacity} capacity units.`,
    },
    'waiting-for-database': {
      metric: new cloudwatch.Metric({
        namespace: 'AWS/RDS',
        metricName: 'DatabaseConnectionsBorrowLatency',
        dimensionsMap: { ProxyName: data.proxy.dbProxyName },
        period: MINUTE,
        statistic: 'p95',
      }),
      // The metric is in microseconds.
      threshold: 1_000_000,
      periods: 5,
      says: 'The portal waits for connections to the database for over a second.',
    },
    'full-cache': {
      metric: new cloudwatch.Metric({
        namespace: 'AWS/ElastiCache',
        metricName: 'DatabaseMemoryUsagePercentage',
        dimensionsMap: { CacheClusterId: data.cache.firstNode },
        period: MINUTE,
        statistic: 'Maximum',
      }),
      threshold: 90,
      periods: 15,
      says: 'The cache is full: what was kept for minutes is lost within seconds.',
    },
  };
}

function conditionsOfLogs(
  scope: Construct,
  { name, logGroup }: AlarmsProps,
): Record<string, Condition> {
  const filter = new logs.MetricFilter(scope, 'Errors', {
    logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.level', '=', 'error'),
    metricNamespace: 'Portal',
    metricName: `errors-${name}`,
    metricValue: '1',
    defaultValue: 0,
  });
  return {
    'errors-in-log': {
      metric: filter.metric({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 50,
      periods: 3,
      says: 'The log fills with errors.',
    },
  };
}

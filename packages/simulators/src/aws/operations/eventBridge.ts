import { AwsError } from '../AwsError';
import type { RuleSeed } from '../types';
import type { Operation, OperationContext } from './types';

const busOf = ({ account }: OperationContext, name: string) => {
  const { eventBus } = account.infrastructure;
  if (
    name !== eventBus.name &&
    !name?.endsWith(`:event-bus/${eventBus.name}`)
  ) {
    throw new AwsError(
      400,
      'ResourceNotFoundException',
      `Event bus ${name ?? 'default'} does not exist.`,
    );
  }
  return eventBus;
};

function page<Item>(
  items: Item[],
  { Limit = 100, NextToken }: Record<string, any>,
) {
  const start = NextToken ? Number(NextToken) : 0;
  const end = start + Limit;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { NextToken: String(end) }),
  };
}

const ruleArn = (context: OperationContext, bus: string, rule: RuleSeed) =>
  context.account.arn('events', `rule/${bus}/${rule.name}`);

/** The read-only calls of EventBridge. */
export const eventBridge: Record<string, Operation<object>> = {
  DescribeEventBus: ({ Name }, context) => {
    const { name } = busOf(context, Name);
    return {
      Name: name,
      Arn: context.account.arn('events', `event-bus/${name}`),
    };
  },

  ListRules: (params, context) => {
    const bus = busOf(context, params.EventBusName);
    const { items, ...rest } = page(
      bus.rules.filter(({ name }) => name.startsWith(params.NamePrefix ?? '')),
      params,
    );
    return {
      Rules: items.map(rule => ({
        Name: rule.name,
        Arn: ruleArn(context, bus.name, rule),
        State: rule.state,
        EventBusName: bus.name,
        ...(rule.pattern && { EventPattern: JSON.stringify(rule.pattern) }),
        ...(rule.schedule && { ScheduleExpression: rule.schedule }),
      })),
      ...rest,
    };
  },

  ListTargetsByRule: (params, context) => {
    const bus = busOf(context, params.EventBusName);
    const rule = bus.rules.find(({ name }) => name === params.Rule);
    if (!rule) {
      throw new AwsError(
        400,
        'ResourceNotFoundException',
        `Rule ${params.Rule} does not exist on EventBus ${bus.name}.`,
      );
    }
    const { items, ...rest } = page(rule.targets, params);
    return {
      Targets: items.map(target => ({
        Id: target.id,
        Arn: context.account.arn('lambda', `function:${target.function}`),
        ...(target.deadLetterQueue && {
          DeadLetterConfig: {
            Arn: context.account.arn('sqs', target.deadLetterQueue),
          },
        }),
      })),
      ...rest,
    };
  },
};

interface MetricQuery {
  Id: string;
  MetricStat?: {
    Metric: {
      Namespace: string;
      MetricName: string;
      Dimensions?: { Name: string; Value: string }[];
    };
    Period: number;
  };
}

const hour = 3600;

type Metric = NonNullable<MetricQuery['MetricStat']>['Metric'];

const dimension = (metric: Metric, wanted: string) =>
  metric.Dimensions?.find(({ Name }) => Name === wanted)?.Value;

/** The value of a metric in a period; nothing for one that never was. */
function valueOf(
  { account: { infrastructure } }: OperationContext,
  metric: Metric,
  period: number,
): number | undefined {
  if (metric.Namespace === 'AWS/Events') {
    const rule = infrastructure.eventBus.rules.find(
      ({ name }) => name === dimension(metric, 'RuleName'),
    );
    const perHour = rule?.perHour[metric.MetricName];
    return perHour ? Math.round((perHour * period) / hour) : undefined;
  }
  const { id, generation, capacity } = infrastructure.cluster;
  return metric.Namespace === 'AWS/RDS' &&
    metric.MetricName === 'ServerlessDatabaseCapacity' &&
    dimension(metric, 'DBClusterIdentifier') === id &&
    generation === 2
    ? capacity
    : undefined;
}

/** The one call of CloudWatch that is there: counts of rules, and the capacity of Aurora v2. */
export const cloudWatch: Record<string, Operation<object>> = {
  GetMetricData: ({ MetricDataQueries, StartTime, EndTime }, context) => ({
    MetricDataResults: (MetricDataQueries as MetricQuery[]).map(
      ({ Id, MetricStat }) => {
        const { Metric, Period = hour } = MetricStat ?? {};
        const value = Metric && valueOf(context, Metric, Period);
        const times: number[] = [];
        // Newest first, and nothing at all for a count that never was.
        for (
          let time = Math.floor(EndTime / Period) * Period - Period;
          value !== undefined && time >= StartTime;
          time -= Period
        ) {
          times.push(time);
        }
        return {
          Id,
          Label: Metric?.MetricName ?? Id,
          Timestamps: times,
          Values: times.map(() => value!),
          StatusCode: 'Complete',
        };
      },
    ),
    Messages: [],
  }),
};

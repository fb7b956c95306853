import {
  CloudWatchClient,
  GetMetricDataCommand,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  Rule,
  Target,
} from '@aws-sdk/client-eventbridge';
import type { BusRule, EventBus } from '@internal/plugin-mobworx-common';
import { isCodedError } from '@internal/upstream-node';
import { allPages } from './allPages';
import type { AwsClients } from './awsClients';
import { fewAtOnce } from './fewAtOnce';

/** What CloudWatch counted of a rule in 24 hours. */
interface RuleCounts {
  invocations?: number;
  failed?: number;
}

const HOUR_MS = 3_600_000;
// Of the contract; more than AWS allows by default.
const MOST_RULES = 300;
const MOST_TARGETS = 100;
// CloudWatch takes 500 queries a call, and a rule needs two.
const RULES_A_CALL = 250;

/**
 * Reads the event bus with its rules and their targets, and what CloudWatch counted of them.
 *
 * @throws errors of `problem()`; not when CloudWatch alone fails
 */
export async function readEventBus(
  aws: AwsClients,
  name: string,
  signal: AbortSignal,
): Promise<EventBus> {
  const ask = <T>(work: (client: EventBridgeClient) => Promise<T>) =>
    aws.use(EventBridgeClient, 'details', work);
  const sent = { abortSignal: signal };

  // A bus that isn't there has no rules either: better to be told.
  await ask(client =>
    client.send(new DescribeEventBusCommand({ Name: name }), sent),
  );
  const rules = await allPages(aws, MOST_RULES, async NextToken => {
    const page = await ask(client =>
      client.send(
        new ListRulesCommand({ EventBusName: name, NextToken, Limit: 100 }),
        sent,
      ),
    );
    return { items: page.Rules, next: page.NextToken };
  });
  const targetsOf = (rule: Rule) =>
    allPages(aws, MOST_TARGETS, async NextToken => {
      const page = await ask(client =>
        client.send(
          new ListTargetsByRuleCommand({
            EventBusName: name,
            Rule: rule.Name,
            NextToken,
          }),
          sent,
        ),
      );
      return { items: page.Targets, next: page.NextToken };
    });
  const targets = await fewAtOnce(rules, targetsOf);
  const counts = await readCounts(aws, name, rules, signal);
  return {
    name,
    rules: rules.map((rule, index) =>
      toBusRule(rule, targets[index], counts[index]),
    ),
  };
}

/** A rule in the contract's words. */
function toBusRule(
  rule: Rule,
  targets: Target[],
  { invocations, failed }: RuleCounts,
): BusRule {
  return {
    name: rule.Name ?? '',
    // There is a third state for rules that also see CloudTrail's events.
    enabled: rule.State !== 'DISABLED',
    ...(rule.ScheduleExpression && { schedule: rule.ScheduleExpression }),
    targets: targets.map(({ Id = '', DeadLetterConfig }) => ({
      id: Id,
      hasDeadLetterQueue: DeadLetterConfig?.Arn !== undefined,
    })),
    ...(invocations !== undefined && { invocations24h: invocations }),
    ...(failed !== undefined && { failed24h: failed }),
  };
}

async function readCounts(
  aws: AwsClients,
  bus: string,
  rules: Rule[],
  signal: AbortSignal,
): Promise<RuleCounts[]> {
  const end = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const results = new Map<string, MetricDataResult>();
  try {
    for (let from = 0; from < rules.length; from += RULES_A_CALL) {
      const page = await aws.use(CloudWatchClient, 'details', client =>
        client.send(
          new GetMetricDataCommand({
            MetricDataQueries: rules
              .slice(from, from + RULES_A_CALL)
              .flatMap((rule, index) => queries(bus, rule, from + index)),
            StartTime: new Date(end - 24 * HOUR_MS),
            EndTime: new Date(end),
          }),
          { abortSignal: signal },
        ),
      );
      page.MetricDataResults?.forEach(result =>
        results.set(result.Id ?? '', result),
      );
    }
  } catch (error) {
    // Counts are an extra; the rules are worth showing without them.
    if (!isCodedError(error) || signal.aborted) {
      throw error;
    }
    return rules.map(() => ({}));
  }
  return rules.map((_, index) => ({
    invocations: total(results.get(`i${index}`)),
    failed: total(results.get(`f${index}`)),
  }));
}

/** A metric that never was has no values: that is zero. */
function total(result: MetricDataResult | undefined): number | undefined {
  return result?.StatusCode === 'Complete'
    ? Math.round((result.Values ?? []).reduce((sum, value) => sum + value, 0))
    : undefined;
}

function queries(bus: string, rule: Rule, index: number): MetricDataQuery[] {
  return ['Invocations', 'FailedInvocations'].map(MetricName => ({
    Id: `${MetricName === 'Invocations' ? 'i' : 'f'}${index}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Events',
        MetricName,
        Dimensions: [
          // Only rules of other buses than the default one are counted by bus.
          ...(bus === 'default' ? [] : [{ Name: 'EventBusName', Value: bus }]),
          { Name: 'RuleName', Value: rule.Name },
        ],
      },
      Period: 3600,
      Stat: 'Sum',
    },
  }));
}

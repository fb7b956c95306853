import {
  GateCondition,
  MetricType,
  metricTypeSchema,
} from '@internal/plugin-sonarqube-insights-common';
import type { ProjectStatus } from '../upstream/answers';
import type { MetricFacts } from './InstanceFacts';
import { toNumber } from './measures';

const MAX_CONDITIONS = 100;
const COMPARATORS = { GT: 'GT', LT: 'LT', EQ: 'EQ', NE: 'NE' } as const;
const SEVERITY = { ERROR: 0, WARN: 1, NONE: 2, OK: 3 };

/** The conditions of a quality gate, the failed ones first; one of a kind nobody knows is left out. */
export function gateConditions(
  conditions: ProjectStatus['conditions'],
  known: Map<string, MetricFacts>,
): GateCondition[] {
  return conditions
    .flatMap(condition => {
      const comparator =
        COMPARATORS[condition.comparator as keyof typeof COMPARATORS];
      const { errorThreshold: threshold, actualValue: actual } = condition;
      if (!comparator || threshold === undefined) {
        return [];
      }
      const { metricKey: metric, status } = condition;
      const facts = known.get(metric);
      const metricType = typeOf(facts);
      const missedBy =
        metricType !== 'OTHER' && (status === 'ERROR' || status === 'WARN')
          ? distance(threshold, actual)
          : undefined;
      return [
        {
          metric,
          metricName: facts?.name ?? metric,
          metricType,
          onNewCode: metric.startsWith('new_'),
          comparator,
          threshold,
          ...(actual !== undefined && { actual }),
          status,
          ...(missedBy !== undefined && { missedBy }),
        },
      ];
    })
    .sort((one, other) => SEVERITY[one.status] - SEVERITY[other.status])
    .slice(0, MAX_CONDITIONS);
}

function typeOf(facts: MetricFacts | undefined): MetricType {
  const known = metricTypeSchema.safeParse(facts?.type);
  return known.success ? known.data : 'OTHER';
}

/** How far apart two numbers are, without the noise of binary fractions; nothing for 0. */
function distance(
  threshold: string,
  actual: string | undefined,
): number | undefined {
  const from = toNumber(threshold);
  const to = toNumber(actual);
  if (from === undefined || to === undefined) {
    return undefined;
  }
  return Number(Math.abs(from - to).toFixed(4)) || undefined;
}

import type {
  GateCondition,
  MetricType,
} from '@internal/plugin-sonarqube-insights-common';
import { formatMeasure, Unit } from './formatMeasure';

/** A condition of a quality gate in words. */
export interface ConditionInWords {
  /** What the gate asks for, such as `80% or more`. */
  required: string;
  /** What there is; undefined where SonarQube has no value. */
  actual: string | undefined;
  /** How far it is from what is asked for, such as `7.9 percentage points too low`. */
  missedBy: string | undefined;
}

const UNITS: Partial<Record<MetricType, Unit>> = {
  PERCENT: 'percent',
  RATING: 'rating',
  WORK_DUR: 'minutes',
  INT: 'count',
  FLOAT: 'count',
};

/** As SonarQube wrote it, where it is no number. */
function write(text: string, type: MetricType): string {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    return text;
  }
  const unit = UNITS[type];
  if (unit) {
    return formatMeasure(value, unit);
  }
  return type === 'MILLISEC' ? `${formatMeasure(value, 'count')} ms` : text;
}

function describeRequirement(condition: GateCondition): string {
  const { comparator, threshold, metricType } = condition;
  const value = write(threshold, metricType);
  switch (comparator) {
    case 'GT':
      if (metricType === 'RATING') {
        return value === 'A' ? 'A' : `${value} or better`;
      }
      return Number(threshold) === 0 ? 'none' : `${value} or less`;
    case 'LT':
      return metricType === 'RATING' ? `${value} or worse` : `${value} or more`;
    case 'EQ':
      return `anything but ${value}`;
    default:
      return `exactly ${value}`;
  }
}

function describeDistance(
  missedBy: number,
  { metricType }: GateCondition,
): string {
  switch (metricType) {
    case 'RATING':
      return missedBy === 1 ? '1 grade' : `${missedBy} grades`;
    case 'PERCENT': {
      const points = formatMeasure(missedBy, 'count');
      return `${points} percentage ${points === '1' ? 'point' : 'points'}`;
    }
    default:
      return write(String(missedBy), metricType);
  }
}

/** In which direction it is off: of what is counted there is too many, of anything else too much. */
function describeDirection({ comparator, metricType }: GateCondition) {
  if (metricType === 'RATING') {
    return 'too low';
  }
  const isCounted = metricType === 'INT';
  switch (comparator) {
    case 'GT':
      return isCounted ? 'too many' : 'too much';
    case 'LT':
      return isCounted ? 'too few' : 'too little';
    default:
      return undefined;
  }
}

function describeMiss(condition: GateCondition): string | undefined {
  if (condition.missedBy === undefined) {
    return undefined;
  }
  const distance = describeDistance(condition.missedBy, condition);
  const direction = describeDirection(condition);
  return direction ? `${distance} ${direction}` : distance;
}

/** Puts a condition of a quality gate into words: what is asked for, what there is, by how much it fails. */
export function describeCondition(condition: GateCondition): ConditionInWords {
  const { actual, metricType } = condition;
  return {
    required: describeRequirement(condition),
    actual: actual === undefined ? undefined : write(actual, metricType),
    missedBy: describeMiss(condition),
  };
}

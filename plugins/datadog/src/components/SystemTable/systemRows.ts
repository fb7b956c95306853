import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  hasDatadogData,
  MonitorSummary,
  Part,
  Problem,
  Summary,
  SummaryItem,
} from '@internal/plugin-datadog-common';
import { counted } from '../../words/format';

/** A component with what is known of it, or why nothing is. */
export interface SystemRow {
  entityRef: string;
  title: string;
  summary?: Summary;
  problem?: Problem;
  /** Whether the catalog names something in Datadog for it. */
  isNamed: boolean;
}

/** Refs of those of which Datadog can be asked. */
export function refsToAsk(components: Entity[]): string[] {
  return components.filter(hasDatadogData).map(stringifyEntityRef);
}

/** One row a component; those that Datadog wasn't asked about have neither summary nor problem. */
export function rowsOf(
  components: Entity[],
  items: SummaryItem[],
): SystemRow[] {
  const byRef = new Map(items.map(item => [item.entityRef, item]));
  return components.map(entity => {
    const entityRef = stringifyEntityRef(entity);
    const { name, title = name } = entity.metadata;
    return {
      title,
      isNamed: hasDatadogData(entity),
      ...byRef.get(entityRef),
      entityRef,
    };
  });
}

/** The value of a part, unless it alone failed. */
export function valueOf<T>(part: Part<T> | undefined): T | undefined {
  return part?.outcome === 'answered' ? part.value : undefined;
}

const stateIs =
  (state: MonitorSummary['health']['state']) => (row: SystemRow) => {
    const health = valueOf(row.summary?.monitors)?.health;
    return health?.state === state && !health.muted;
  };

const NOTES: [
  matches: (row: SystemRow) => boolean,
  one: string,
  many: string,
][] = [
  [stateIs('Alert'), 'is in alert', 'are in alert'],
  [stateIs('Warn'), 'warns', 'warn'],
  [stateIs('No Data'), 'has no data', 'have no data'],
  [({ problem }) => problem !== undefined, 'can’t be seen', 'can’t be seen'],
  [({ isNamed }) => !isNamed, 'isn’t in Datadog', 'aren’t in Datadog'],
];

/** The table in a sentence, such as `7 components: 2 are in alert.` */
export function summarise(rows: SystemRow[]): string {
  const parts = NOTES.flatMap(([matches, one, many]) => {
    const count = rows.filter(matches).length;
    return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
  });
  const whole = counted(rows.length, 'component');
  return parts.length > 0
    ? `${whole}: ${parts.join(', ')}.`
    : `${whole}, none in alert.`;
}

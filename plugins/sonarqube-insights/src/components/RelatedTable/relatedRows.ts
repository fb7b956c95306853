import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  hasSonarqubeProject,
  Mode,
  Problem,
  Summary,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';
import { modeOf } from '../../words/metricRows';

/** A component with what is known of it, or why nothing is. */
export interface RelatedRow {
  entityRef: string;
  title: string;
  summary?: Summary;
  problem?: Problem;
  /** Whether the catalog names a project for it. */
  hasProject: boolean;
}

/** Refs of those of which SonarQube can be asked. */
export function refsToAsk(components: Entity[]): string[] {
  return components.filter(hasSonarqubeProject).map(stringifyEntityRef);
}

/** One row a component; those that SonarQube wasn't asked about have neither summary nor problem. */
export function rowsOf(
  components: Entity[],
  items: SummaryItem[],
): RelatedRow[] {
  const byRef = new Map(items.map(item => [item.entityRef, item]));
  return components.map(entity => {
    const entityRef = stringifyEntityRef(entity);
    const { name, title = name } = entity.metadata;
    return {
      title,
      hasProject: hasSonarqubeProject(entity),
      ...byRef.get(entityRef),
      entityRef,
    };
  });
}

/** In which mode's words the columns are: that of most instances, so that most cells are filled. */
export function commonMode(rows: RelatedRow[]): Mode {
  const modes = rows.flatMap(({ summary }) =>
    summary?.analysedAt ? [modeOf(summary)] : [],
  );
  const multiQuality = modes.filter(mode => mode === 'MQR').length;
  return multiQuality > modes.length / 2 ? 'MQR' : 'STANDARD_EXPERIENCE';
}

const NOTES: [
  matches: (row: RelatedRow) => boolean,
  one: string,
  many: string,
][] = [
  [
    ({ summary }) => summary?.gateStatus === 'ERROR',
    'fails its quality gate',
    'fail their quality gate',
  ],
  [({ problem }) => problem !== undefined, 'can’t be seen', 'can’t be seen'],
  [
    ({ hasProject }) => !hasProject,
    'isn’t in SonarQube',
    'aren’t in SonarQube',
  ],
];

/** The table in a sentence, such as `7 components: 2 fail their quality gate.` */
export function summarise(rows: RelatedRow[]): string {
  const parts = NOTES.flatMap(([matches, one, many]) => {
    const count = rows.filter(matches).length;
    return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
  });
  const whole = `${rows.length} ${rows.length === 1 ? 'component' : 'components'}`;
  return parts.length > 0
    ? `${whole}: ${parts.join(', ')}.`
    : `${whole}. Every quality gate is passed or not computed.`;
}

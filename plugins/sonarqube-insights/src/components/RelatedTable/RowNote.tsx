import {
  dashboardUrl,
  SONARQUBE_PROJECT_KEY_ANNOTATION,
} from '@internal/plugin-sonarqube-insights-common';
import { StatusBadge } from '@internal/portal-react';
import { problemTitle } from '../../api';
import { OutLink } from '../OutLink';
import styles from './RelatedTable.module.css';
import type { RelatedRow } from './relatedRows';

/** Why a component has no numbers, and what would change that. */
export function RowNote(props: { row: RelatedRow }) {
  const { summary, problem, hasProject } = props.row;
  if (problem) {
    return (
      <div className={styles.problem}>
        <StatusBadge
          tone="warning"
          label={problemTitle(problem.code) ?? 'SonarQube can’t be shown'}
          variant="plain"
        />
        <span>{problem.message}</span>
        <span>{problem.remedy}</span>
      </div>
    );
  }
  if (summary) {
    return (
      <span className={styles.note}>
        Not analysed yet: SonarQube has no analysis of{' '}
        <OutLink href={dashboardUrl(summary.project)}>
          {summary.project.name || summary.project.key}
        </OutLink>
        .
      </span>
    );
  }
  return (
    <span className={styles.note}>
      {hasProject ? (
        'The portal got no answer about this component.'
      ) : (
        <>
          Not in SonarQube: its file in the catalog has no annotation{' '}
          <code>{SONARQUBE_PROJECT_KEY_ANNOTATION}</code>.
        </>
      )}
    </span>
  );
}

import { Skeleton, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type {
  CodeQuery,
  IssuesQuery,
  IssuesResponse,
} from '@internal/plugin-sonarqube-insights-common';
import { EmptyNote, Section } from '@internal/portal-react';
import { useIssues, useView } from '../../hooks';
import { formatMeasure } from '../../words/formatMeasure';
import { OutLink } from '../OutLink';
import { SonarqubePanel } from '../SonarqubePanel';
import { IssueRow } from './IssueRow';
import styles from './QualityTab.module.css';

const SCOPES: { id: IssuesQuery['scope']; label: string }[] = [
  { id: 'overall', label: 'All code' },
  { id: 'new', label: 'New code' },
];

function useScope(): [IssuesQuery['scope'], (scope: string) => void] {
  const [params, changeView] = useView();
  return [
    params.get('issues') === 'new' ? 'new' : 'overall',
    scope => changeView({ issues: scope === 'new' ? scope : undefined }),
  ];
}

function List(props: { answer: IssuesResponse }) {
  const { issues, total, url, mode } = props.answer;
  const count = formatMeasure(total, 'count');
  return (
    <>
      <ol className={styles.issues}>
        {issues.map(issue => (
          <IssueRow key={issue.key} issue={issue} mode={mode} />
        ))}
      </ol>
      <p className={styles.note}>
        {issues.length < total
          ? `These are the worst ${issues.length} of ${count}. `
          : ''}
        <OutLink href={url}>
          {total === 1 ? 'This issue' : `All ${count} issues`} in SonarQube
        </OutLink>
      </p>
    </>
  );
}

/** The worst open issues, with where they are and a link to each. */
export function IssuesSection(props: { entityRef: string; code: CodeQuery }) {
  const { entityRef, code } = props;
  const [scope, changeScope] = useScope();
  const query = useIssues(entityRef, { ...code, scope });
  return (
    <Section
      title="Worst issues"
      action={
        <ToggleButtonGroup
          aria-label="Issues of"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[scope]}
          onSelectionChange={([chosen]) => changeScope(String(chosen))}
        >
          {SCOPES.map(({ id, label }) => (
            <ToggleButton key={id} id={id} size="small">
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      <SonarqubePanel
        query={query}
        label="issues"
        skeleton={<Skeleton width="100%" height={160} />}
        isEmpty={({ issues }) => issues.length === 0}
        empty={
          <EmptyNote
            title={
              scope === 'new' ? 'No open issues in new code' : 'No open issues'
            }
          >
            SonarQube found nothing that still has to be mended.
          </EmptyNote>
        }
      >
        {answer => <List answer={answer} />}
      </SonarqubePanel>
    </Section>
  );
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { Alert, Skeleton } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityPage } from '@internal/plugin-lighthouse-common';
import { AsyncPanel, EmptyNote, Section } from '@internal/portal-react';
import { useEntityAudits } from '../../hooks';
import { AuditsHead } from '../AuditsLayout';
import { pageLabel } from '../pageLabel';
import { NewAuditLink, RunnerNotes } from '../RunnerNotes';
import styles from './EntityAudits.module.css';
import { HistorySection } from './HistorySection';
import { PageResult } from './PageResult';

function Problems(props: { problems: string[] }) {
  const { problems } = props;
  return problems.length === 0 ? null : (
    <Alert
      status="warning"
      icon
      title="Something in the annotations can’t be read"
      description={problems.map(problem => (
        <span key={problem} className={styles.line}>
          {problem}
        </span>
      ))}
    />
  );
}

function Page(props: { page: EntityPage }) {
  const { page } = props;
  return (
    <Section title={pageLabel(page)}>
      <ul className={styles.results}>
        {page.results.map(result => (
          <li key={result.formFactor}>
            <PageResult url={page.url} result={result} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How each page of an entity does, per environment and form factor, and how it did before. */
export function EntityPages() {
  const { entity } = useEntity();
  const audits = useEntityAudits(stringifyEntityRef(entity));
  return (
    <div className={styles.tab}>
      <AuditsHead
        title="Lighthouse audits"
        actions={<NewAuditLink variant="secondary" />}
      />
      <RunnerNotes />
      <AsyncPanel
        query={audits}
        label="audits"
        skeleton={<Skeleton width="100%" height={220} />}
      >
        {({ pages, problems }) => (
          <>
            <Problems problems={problems} />
            {pages.length === 0 ? (
              <EmptyNote title="There is no page to audit">
                Correct the annotations of this component.
              </EmptyNote>
            ) : (
              <>
                {pages.map(page => (
                  <Page key={page.url} page={page} />
                ))}
                <HistorySection pages={pages} />
              </>
            )}
          </>
        )}
      </AsyncPanel>
    </div>
  );
}

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useEntityRef, useRuns, useRunSignals } from '../../hooks';
import { runRouteRef, workflowsRouteRef } from '../../routes';
import { RunRow } from '../RunRow';
import styles from './LatestRunsCard.module.css';

/** Props of {@link LatestRunsCard}. */
export interface LatestRunsCardProps {
  /** How many runs are shown. */
  limit: number;
}

/** The latest runs of the entity's repository, for its overview. */
export function LatestRunsCard(props: LatestRunsCardProps) {
  useRunSignals();
  const entityRef = useEntityRef();
  const runs = useRuns(entityRef, { page: 1 });
  const tabLink = useRouteRef(workflowsRouteRef);
  const runLink = useRouteRef(runRouteRef);
  return (
    <EntityInfoCard
      title="Latest runs"
      footerActions={
        tabLink && <Link href={tabLink()}>All workflows and runs</Link>
      }
    >
      <AsyncPanel
        query={runs}
        label="latest runs"
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyNote title="No workflow of this repository has run yet" />}
      >
        {({ items }) => (
          <ul className={styles.list}>
            {items.slice(0, props.limit).map(run => (
              <RunRow
                key={run.id}
                run={run}
                href={runLink?.({ runId: String(run.id) })}
              />
            ))}
          </ul>
        )}
      </AsyncPanel>
    </EntityInfoCard>
  );
}

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Box, Button, Skeleton } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useRuns, useTabState } from '../../hooks';
import { runRouteRef } from '../../routes';
import { RunRow } from '../RunRow';
import { ViewNote } from '../ViewNote';
import { RunFilterBar, RunFilterBarProps } from './RunFilterBar';
import styles from './RunsList.module.css';
import { RunsEnd, RunsPaging } from './RunsPaging';

/** Props of {@link RunsList}. */
export interface RunsListProps extends RunFilterBarProps {
  entityRef: string;
}

function NoRuns() {
  const { state, change, isFiltered, clearFilters } = useTabState();
  if (state.page > 1) {
    return (
      <EmptyNote title="There are no runs this far back">
        <Button variant="secondary" onPress={() => change({ page: 1 })}>
          Show the newest runs
        </Button>
      </EmptyNote>
    );
  }
  return isFiltered ? (
    <EmptyNote title="No run fits these filters">
      <Button variant="secondary" onPress={clearFilters}>
        Show all runs
      </Button>
    </EmptyNote>
  ) : (
    <EmptyNote title="No workflow of this repository has run yet" />
  );
}

/** The runs of the repository, newest first, with filters and pages in the URL. */
export function RunsList(props: RunsListProps) {
  const { entityRef, at, workflows } = props;
  const { state } = useTabState();
  const runLink = useRouteRef(runRouteRef);
  const runs = useRuns(entityRef, {
    workflow: state.workflow,
    ref: state.onRef ? at.ref : undefined,
    ...state.filters,
    page: state.page,
  });
  return (
    <section className={styles.section} aria-labelledby="runs-heading">
      <h2 id="runs-heading" className={styles.heading}>
        Runs
      </h2>
      <RunFilterBar at={at} workflows={workflows} />
      <AsyncPanel
        query={runs}
        label="runs"
        skeleton={[1, 2, 3, 4].map(row => (
          <Skeleton key={row} width="100%" height={44} />
        ))}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <>
            <ViewNote what="Runs" view={runs.data?.view} />
            <NoRuns />
            {runs.data && <RunsEnd answer={runs.data} />}
          </>
        }
      >
        {answer => (
          <>
            <ViewNote what="Runs" view={answer.view} />
            <Box
              as="ul"
              bg="neutral"
              className={styles.list}
              aria-busy={runs.isPlaceholderData}
            >
              {answer.items.map(run => (
                <RunRow
                  key={run.id}
                  run={run}
                  href={runLink?.({ runId: String(run.id) })}
                />
              ))}
            </Box>
            <RunsPaging answer={answer} />
          </>
        )}
      </AsyncPanel>
    </section>
  );
}

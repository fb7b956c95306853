import {
  Box,
  Button,
  Checkbox,
  Select,
  Skeleton,
  TablePagination,
} from '@backstage/ui';
import type {
  RunsResponse,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import type { PickedRef } from '../../api';
import { useRuns, useTabState } from '../../hooks';
import { RunRow } from '../RunRow';
import styles from './RunsList.module.css';

/** GitHub lists at most the newest 1,000 runs of a search; the contract stops at the same place. */
const LAST_PAGE = 50;
const ALL = 'all';

/** Props of {@link RunsList}. */
export interface RunsListProps {
  entityRef: string;
  at: PickedRef;
  /** What may be filtered by; empty while unknown. */
  workflows: Workflow[];
}

function Filters(props: RunsListProps) {
  const { at, workflows } = props;
  const { state, change } = useTabState();
  const files = workflows.filter(({ state: s }) => s !== 'dynamic');
  const options = files.map(({ file, name }) => ({ id: file, label: name }));
  const { workflow } = state;
  if (workflow && !files.some(({ file }) => file === workflow)) {
    options.push({ id: workflow, label: workflow });
  }
  return (
    <div className={styles.filters}>
      <Select
        className={styles.filter}
        label="Workflow"
        options={[{ id: ALL, label: 'All workflows' }, ...options]}
        value={workflow ?? ALL}
        onChange={key =>
          change({
            workflow: key === ALL || key === null ? undefined : String(key),
            page: 1,
          })
        }
      />
      <Checkbox
        isSelected={state.onRef}
        onChange={onRef => change({ onRef, page: 1 })}
      >
        Only on {at.refType} {at.ref}
      </Checkbox>
    </div>
  );
}

function Paging(props: { answer: RunsResponse }) {
  const { page, pageSize, totalCount } = props.answer;
  const { change } = useTabState();
  if (totalCount <= pageSize && page === 1) {
    return null;
  }
  return (
    <TablePagination
      pageSize={pageSize}
      offset={(page - 1) * pageSize}
      totalCount={totalCount}
      showPageSizeOptions={false}
      hasPreviousPage={page > 1}
      hasNextPage={page * pageSize < totalCount && page < LAST_PAGE}
      onPreviousPage={() => change({ page: page - 1 })}
      onNextPage={() => change({ page: page + 1 })}
    />
  );
}

function NoRuns(props: { page: number; isFiltered: boolean }) {
  const { change } = useTabState();
  if (props.page > 1) {
    return (
      <EmptyNote title="There are no runs this far back">
        <Button variant="secondary" onPress={() => change({ page: 1 })}>
          Show the newest runs
        </Button>
      </EmptyNote>
    );
  }
  return props.isFiltered ? (
    <EmptyNote title="No run fits these filters">
      Choose other filters to see more runs.
    </EmptyNote>
  ) : (
    <EmptyNote title="No workflow of this repository has run yet" />
  );
}

/** The runs of the repository, newest first, with filters and pages in the URL. */
export function RunsList(props: RunsListProps) {
  const { entityRef, at } = props;
  const { state } = useTabState();
  const runs = useRuns(entityRef, {
    workflow: state.workflow,
    ref: state.onRef ? at.ref : undefined,
    page: Math.min(state.page, LAST_PAGE),
  });
  return (
    <section className={styles.section} aria-labelledby="runs-heading">
      <h2 id="runs-heading" className={styles.heading}>
        Runs
      </h2>
      <Filters {...props} />
      <AsyncPanel
        query={runs}
        label="runs"
        skeleton={[1, 2, 3, 4].map(row => (
          <Skeleton key={row} width="100%" height={44} />
        ))}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <NoRuns
            page={state.page}
            isFiltered={state.workflow !== undefined || state.onRef}
          />
        }
      >
        {answer => (
          <>
            <Box
              as="ul"
              bg="neutral"
              className={styles.list}
              aria-busy={runs.isPlaceholderData}
            >
              {answer.items.map(run => (
                <RunRow key={run.id} run={run} />
              ))}
            </Box>
            <Paging answer={answer} />
          </>
        )}
      </AsyncPanel>
    </section>
  );
}

import { Box, Button, Link, Skeleton, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { RiPlayLine } from '@remixicon/react';
import type {
  Run,
  Workflow,
  WorkflowsResponse,
} from '@internal/plugin-github-workflows-common';
import {
  AsyncPanel,
  AsyncPanelQuery,
  EmptyNote,
  RelativeTime,
} from '@internal/portal-react';
import type { PickedRef } from '../../api';
import { runRouteRef } from '../../routes';
import { RunStatus } from '../RunStatus';
import { ProblemList } from './ProblemList';
import styles from './WorkflowList.module.css';
import { describeWorkflowState } from './workflowStates';

/** Props of {@link WorkflowList}. */
export interface WorkflowListProps {
  query: AsyncPanelQuery<WorkflowsResponse>;
  at: PickedRef;
  mayRun: boolean;
  /** Id of the element that says why not; only when `mayRun` is false. */
  reasonId?: string;
  onRun: (file: string) => void;
}

function LastRun(props: { run: Run | undefined }) {
  const { run } = props;
  const runLink = useRouteRef(runRouteRef);
  if (!run) {
    return <Text color="secondary">No run yet</Text>;
  }
  const runId = String(run.id);
  return (
    <>
      <RunStatus item={run} />
      <span className={styles.lastRunText}>
        {runLink ? (
          <Link href={runLink({ runId })}>Run #{run.number}</Link>
        ) : (
          <>Run #{run.number}</>
        )}{' '}
        <RelativeTime iso={run.createdAt} />
        {run.actor && <> by {run.actor}</>}
      </span>
    </>
  );
}

function WorkflowRow(
  props: Omit<WorkflowListProps, 'query'> & { workflow: Workflow },
) {
  const { workflow, mayRun, reasonId, onRun } = props;
  const { file, name, path, state, problems, lastRun } = workflow;
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <h3 className={styles.title}>{name}</h3>
        <code className={styles.file}>{file || path}</code>
        {state !== 'runnable' && (
          <p className={styles.state}>{describeWorkflowState(state)}</p>
        )}
        <ProblemList problems={problems} />
      </div>
      <div className={styles.lastRun}>
        <LastRun run={lastRun} />
      </div>
      <div className={styles.action}>
        {state === 'runnable' && (
          <Button
            variant="secondary"
            iconStart={<RiPlayLine />}
            aria-label={`Run workflow ${name}`}
            aria-describedby={mayRun ? undefined : reasonId}
            isDisabled={!mayRun}
            onPress={() => onRun(file)}
          >
            Run workflow
          </Button>
        )}
      </div>
    </li>
  );
}

/** The workflows of the repository at the picked ref, what each is there, and its last run. */
export function WorkflowList(props: WorkflowListProps) {
  const { query, ...rest } = props;
  return (
    <section className={styles.section} aria-labelledby="workflows-heading">
      <h2 id="workflows-heading" className={styles.heading}>
        Workflows on {props.at.refType} <code>{props.at.ref}</code>
      </h2>
      <AsyncPanel
        query={query}
        label="workflows"
        skeleton={[1, 2, 3].map(row => (
          <Skeleton key={row} width="100%" height={56} />
        ))}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNote title="This repository has no workflows on this ref">
            GitHub reads them from the folder <code>.github/workflows</code>.
          </EmptyNote>
        }
      >
        {({ items }) => (
          <Box as="ul" bg="neutral" className={styles.list}>
            {items.map(workflow => (
              <WorkflowRow key={workflow.path} {...rest} workflow={workflow} />
            ))}
          </Box>
        )}
      </AsyncPanel>
    </section>
  );
}

import { Box, Button, Link, SearchField, Skeleton, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { RiPlayLine } from '@remixicon/react';
import {
  isFinished,
  Run,
  Workflow,
  WorkflowsResponse,
} from '@internal/plugin-github-workflows-common';
import {
  AsyncPanel,
  AsyncPanelQuery,
  Duration,
  EmptyNote,
  RelativeTime,
} from '@internal/portal-react';
import type { ReactNode } from 'react';
import type { PickedRef } from '../../api';
import { useTabState } from '../../hooks';
import { runRouteRef } from '../../routes';
import { RunStatus } from '../RunStatus';
import { ViewNote } from '../ViewNote';
import { ProblemList } from './ProblemList';
import styles from './WorkflowList.module.css';
import { describeWorkflowState } from './workflowStates';

/** Up to here a list is read faster than a name is typed. */
const SHORT = 8;

/** Props of {@link WorkflowList}. */
export interface WorkflowListProps {
  query: AsyncPanelQuery<WorkflowsResponse>;
  at: PickedRef;
  mayRun: boolean;
  /** Id of the element that says why not; only when `mayRun` is false. */
  reasonId?: string;
  onRun: (file: string) => void;
  /** What else can be done with a workflow. */
  actionsOn?: (workflow: Workflow) => ReactNode;
}

function LastRun(props: { run: Run | undefined; hasOlderRuns: boolean }) {
  const { run, hasOlderRuns } = props;
  const runLink = useRouteRef(runRouteRef);
  if (!run) {
    return (
      <Text color="secondary">
        {hasOlderRuns
          ? 'No run among the newest 100 of the repository'
          : 'No run yet'}
      </Text>
    );
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
        {run.startedAt && (
          <>
            {isFinished(run) ? ', took ' : ', for '}
            <Duration from={run.startedAt} to={run.completedAt} />
          </>
        )}
      </span>
    </>
  );
}

function WorkflowRow(
  props: Omit<WorkflowListProps, 'query'> & {
    workflow: Workflow;
    hasOlderRuns: boolean;
  },
) {
  const { workflow, hasOlderRuns, mayRun, reasonId, onRun, actionsOn } = props;
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
        <LastRun run={lastRun} hasOlderRuns={hasOlderRuns} />
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
        {actionsOn?.(workflow)}
      </div>
    </li>
  );
}

function Rows(
  props: Omit<WorkflowListProps, 'query'> & { answer: WorkflowsResponse },
) {
  const { answer, ...rest } = props;
  const { items, hasOlderRuns } = answer;
  const { state, change } = useTabState();
  const find = (state.find ?? '').toLocaleLowerCase();
  const found = items.filter(({ name, file }) =>
    [name, file].some(text => text.toLocaleLowerCase().includes(find)),
  );
  const show = (text: string) =>
    change({ find: text || undefined }, { replace: true });
  return (
    <>
      {(items.length > SHORT || find) && (
        <div className={styles.find}>
          <SearchField
            aria-label="Find a workflow"
            placeholder="Find a workflow by name or file"
            size="small"
            value={state.find ?? ''}
            onChange={show}
          />
          <Text role="status" variant="body-small" color="secondary">
            {found.length} of {items.length} workflows
          </Text>
        </div>
      )}
      {found.length === 0 ? (
        <EmptyNote title={`No workflow is called “${state.find}”`}>
          <Button variant="secondary" onPress={() => show('')}>
            Show all workflows
          </Button>
        </EmptyNote>
      ) : (
        <Box as="ul" bg="neutral" className={styles.list}>
          {found.map(workflow => (
            <WorkflowRow
              key={workflow.path}
              {...rest}
              workflow={workflow}
              hasOlderRuns={hasOlderRuns}
            />
          ))}
        </Box>
      )}
    </>
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
      <ViewNote what="The list" view={query.data?.view} />
      <AsyncPanel
        query={query}
        label="workflows"
        skeleton={[1, 2, 3].map(row => (
          <Skeleton key={row} width="100%" height={56} />
        ))}
        isEmpty={({ items }) => items.length === 0}
        empty={<NoWorkflows isPart={query.data?.view !== undefined} />}
      >
        {answer => <Rows {...rest} answer={answer} />}
      </AsyncPanel>
    </section>
  );
}

function NoWorkflows(props: { isPart: boolean }) {
  return props.isPart ? (
    <EmptyNote title="None of this repository’s workflows is shown here">
      The annotations <code>include</code> and <code>exclude</code> of this
      catalog entity leave none.
    </EmptyNote>
  ) : (
    <EmptyNote title="This repository has no workflows on this ref">
      GitHub reads them from the folder <code>.github/workflows</code>.
    </EmptyNote>
  );
}

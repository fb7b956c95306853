import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { RunResponse } from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useLocation, useParams } from 'react-router-dom';
import { useEntityRef, useRun } from '../../hooks';
import { workflowsRouteRef } from '../../routes';
import {
  RerunJob,
  RunActions,
  RunActionsContext,
  useTakenAction,
} from '../RunActions';
import { describeStatus } from '../RunStatus';
import { JobView } from './JobView';
import styles from './RunPage.module.css';
import { RunSummary } from './RunSummary';

interface RunDetailsProps extends Pick<
  RunActionsContext,
  'entityRef' | 'action'
> {
  answer: RunResponse;
}

function RunDetails(props: RunDetailsProps) {
  const { entityRef, action, answer } = props;
  const { run, jobs, dispatch, viewer } = answer;
  const context = { entityRef, action, run, viewer };
  return (
    <>
      <VisuallyHidden role="status">
        Run {run.number}: {describeStatus(run).label}
        {run.attempt > 1 && `, attempt ${run.attempt}`}
      </VisuallyHidden>
      <RunSummary
        run={run}
        dispatch={dispatch}
        actions={<RunActions {...context} jobs={jobs} />}
      />
      <JobView
        entityRef={entityRef}
        run={run}
        jobs={jobs}
        actionsOn={job => <RerunJob {...context} job={job} />}
      />
    </>
  );
}

function KnownRun(props: { runId: number }) {
  const { runId } = props;
  const entityRef = useEntityRef();
  const { state } = useLocation();
  const action = useTakenAction();
  const run = useRun(entityRef, runId, {
    justStarted: state?.justStarted === true,
    awaitedAttempt: action.awaitedAttempt,
  });
  return (
    <AsyncPanel query={run} label="run">
      {answer => (
        <RunDetails entityRef={entityRef} action={action} answer={answer} />
      )}
    </AsyncPanel>
  );
}

/** The page of one run: how it goes, its jobs and steps, and the logs of finished jobs. */
export function RunPage() {
  const { runId = '' } = useParams();
  const tabLink = useRouteRef(workflowsRouteRef);
  return (
    <div className={styles.page}>
      {tabLink && (
        <Link href={tabLink()} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden="true" />
          All workflows and runs
        </Link>
      )}
      {/^[1-9]\d{0,15}$/.test(runId) ? (
        <KnownRun key={runId} runId={Number(runId)} />
      ) : (
        <EmptyNote title={`There is no run “${runId}”`}>
          The id of a run is a number.
        </EmptyNote>
      )}
    </div>
  );
}

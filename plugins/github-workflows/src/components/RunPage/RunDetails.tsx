import { VisuallyHidden } from '@backstage/ui';
import type { RunResponse } from '@internal/plugin-github-workflows-common';
import { AttemptPicker, PastAttemptNote } from '../AttemptPicker';
import { RerunJob, RunActions, RunActionsContext } from '../RunActions';
import { DeploymentsSection } from '../Deployments';
import {
  AnnotationsSection,
  ArtifactsSection,
  CalledWorkflows,
} from '../RunResults';
import { RunOrigin } from '../RunOrigin';
import { describeStatus } from '../RunStatus';
import { JobView } from './JobView';
import { RunSummary } from './RunSummary';

/** Props of {@link RunDetails}. */
export interface RunDetailsProps extends Pick<
  RunActionsContext,
  'entityRef' | 'action'
> {
  answer: RunResponse;
}

/** The sections of the page of a run, each a component of its own. */
export function RunDetails(props: RunDetailsProps) {
  const { entityRef, action, answer } = props;
  const { run, latestAttempt, jobs, dispatch, viewer } = answer;
  const context = { entityRef, action, run, viewer };
  // What is done with a run is done with its latest attempt.
  const isLatest = run.attempt === latestAttempt;
  return (
    <>
      <VisuallyHidden role="status">
        Run {run.number}: {describeStatus(run).label}
        {run.attempt > 1 && `, attempt ${run.attempt}`}
      </VisuallyHidden>
      <RunSummary
        run={run}
        dispatch={dispatch}
        attempts={
          <AttemptPicker
            entityRef={entityRef}
            run={run}
            latestAttempt={latestAttempt}
          />
        }
        actions={
          isLatest ? (
            <RunActions {...context} jobs={jobs} />
          ) : (
            <PastAttemptNote
              attempt={run.attempt}
              latestAttempt={latestAttempt}
            />
          )
        }
      />
      <RunOrigin run={run} dispatch={dispatch} />
      {isLatest && <DeploymentsSection entityRef={entityRef} run={run} />}
      <JobView
        entityRef={entityRef}
        run={run}
        jobs={jobs}
        actionsOn={job =>
          isLatest ? <RerunJob {...context} job={job} /> : null
        }
      />
      <AnnotationsSection key={run.attempt} entityRef={entityRef} run={run} />
      <ArtifactsSection entityRef={entityRef} run={run} />
      <CalledWorkflows run={run} />
    </>
  );
}

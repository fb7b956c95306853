import { isFinished, Job, Run } from '@internal/plugin-github-workflows-common';
import { EmptyNote } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useRunState } from '../../hooks';
import { describeStatus } from '../RunStatus';
import { JobNavigation } from './JobNavigation';
import { JobPanel } from './JobPanel';
import styles from './RunPage.module.css';

/** Props of {@link JobView}. */
export interface JobViewProps {
  entityRef: string;
  run: Run;
  /** Jobs of the attempt that is shown. */
  jobs: Job[];
  /** What can be done with a job. */
  actionsOn: (job: Job) => ReactNode;
}

/**
 * The job to look at when nobody has chosen one: while the run goes on the one that is going on,
 * afterwards the first that failed.
 */
function jobOfInterest(run: Run, jobs: Job[]): Job {
  const job = isFinished(run)
    ? jobs.find(item => describeStatus(item).tone === 'failure')
    : (jobs.find(item => item.status === 'in_progress') ??
      jobs.find(item => !isFinished(item)));
  return job ?? jobs[0];
}

/** The jobs of a run, one of them in full; which one is in the URL. */
export function JobView(props: JobViewProps) {
  const { entityRef, run, jobs, actionsOn } = props;
  const { job: chosenId } = useRunState();
  const chosen = jobs.find(({ id }) => id === chosenId);
  const shown = chosen ?? jobOfInterest(run, jobs);
  return (
    <section aria-labelledby="jobs-heading">
      <h3 id="jobs-heading" className={styles.subheading}>
        Jobs
      </h3>
      {jobs.length === 0 ? (
        <EmptyNote title="This run has no jobs yet">
          GitHub makes them when it starts the run.
        </EmptyNote>
      ) : (
        <div className={styles.jobView}>
          <JobNavigation jobs={jobs} shown={shown} isChosen={Boolean(chosen)} />
          <JobPanel
            key={shown.id}
            entityRef={entityRef}
            runId={run.id}
            job={shown}
            actions={actionsOn(shown)}
          />
        </div>
      )}
    </section>
  );
}

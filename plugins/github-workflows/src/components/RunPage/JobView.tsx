import { Box, Link } from '@backstage/ui';
import { isFinished, Job, Run } from '@internal/plugin-github-workflows-common';
import { Duration, EmptyNote } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { describeStatus, RunStatus } from '../RunStatus';
import { JobPanel } from './JobPanel';
import styles from './RunPage.module.css';

/** Props of {@link JobView}. */
export interface JobViewProps {
  entityRef: string;
  run: Run;
  /** Jobs of the latest attempt. */
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

function JobNavigation(props: { jobs: Job[]; shown: Job }) {
  const { jobs, shown } = props;
  return (
    <nav aria-label="Jobs">
      <Box as="ul" bg="neutral" className={styles.jobs}>
        {jobs.map(job => (
          <li key={job.id}>
            <Link
              href={`?job=${job.id}`}
              className={styles.job}
              aria-current={job.id === shown.id ? 'true' : undefined}
            >
              <RunStatus item={job} variant="plain" />
              <span className={styles.jobName}>{job.name}</span>
              <Duration from={job.startedAt} to={job.completedAt} />
            </Link>
          </li>
        ))}
      </Box>
    </nav>
  );
}

/** The jobs of a run, one of them in full; which one is in the URL. */
export function JobView(props: JobViewProps) {
  const { entityRef, run, jobs, actionsOn } = props;
  const [params] = useSearchParams();
  const chosen = jobs.find(job => String(job.id) === params.get('job'));
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
          <JobNavigation jobs={jobs} shown={shown} />
          <JobPanel
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

import { Box, Button, Text } from '@backstage/ui';
import { RiFileTextLine } from '@remixicon/react';
import { isFinished, Job } from '@internal/plugin-github-workflows-common';
import { ReactNode, useId } from 'react';
import { useRunState } from '../../hooks';
import { RunStatus } from '../RunStatus';
import { JobLog } from '../JobLog';
import { JobSteps } from './JobSteps';
import styles from './RunPage.module.css';

/** Props of {@link JobPanel}. */
export interface JobPanelProps {
  entityRef: string;
  runId: number;
  job: Job;
  /** What can be done with the job. */
  actions: ReactNode;
}

function LogDisclosure(props: Omit<JobPanelProps, 'actions'>) {
  const { job } = props;
  const { step, isLogOpen: isOpen, goTo } = useRunState();
  const logId = useId();

  if (!isFinished(job)) {
    return (
      <Text as="p" color="secondary">
        GitHub gives the log of a job when the job has ended.
      </Text>
    );
  }
  if (job.conclusion === 'skipped') {
    return (
      <Text as="p" color="secondary">
        A skipped job has no log.
      </Text>
    );
  }
  const toggle = () =>
    goTo({ job: job.id, step, log: isOpen ? undefined : 'open' });
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiFileTextLine />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? logId : undefined}
        onPress={toggle}
      >
        {isOpen ? 'Hide log' : 'Show log'}
      </Button>
      {isOpen && (
        <div id={logId} className={styles.log}>
          <JobLog {...props} />
        </div>
      )}
    </>
  );
}

/** A job with its steps, and its log once somebody opens it. */
export function JobPanel(props: JobPanelProps) {
  const { job } = props;
  const headingId = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.jobPanel}
      aria-labelledby={headingId}
    >
      <header className={styles.jobHeader}>
        <h4 id={headingId} className={styles.jobTitle}>
          {job.name}
        </h4>
        <RunStatus item={job} />
        {props.actions}
      </header>
      {job.runnerName && (
        <Text as="p" variant="body-small" color="secondary">
          On runner {job.runnerName}
        </Text>
      )}
      <JobSteps job={job} />
      <LogDisclosure {...props} />
    </Box>
  );
}

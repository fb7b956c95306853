import { Link } from '@backstage/ui';
import type { Job, Step } from '@internal/plugin-github-workflows-common';
import { EmptyNote } from '@internal/portal-react';
import { useCallback } from 'react';
import { useRunState } from '../../hooks';
import { RunStatus, StatusDuration } from '../RunStatus';
import styles from './RunPage.module.css';

function StepRow(props: { job: Job; step: Step; isChosen: boolean }) {
  const { job, step, isChosen } = props;
  const { linkTo, isLogOpen } = useRunState();
  // A link to a step leads to the step, also where the job has hundreds of them.
  const bringIntoView = useCallback(
    (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' }),
    [],
  );
  return (
    <li
      ref={isChosen ? bringIntoView : undefined}
      className={styles.step}
      aria-current={isChosen ? 'step' : undefined}
    >
      <RunStatus item={step} variant="plain" />
      <Link
        href={linkTo({
          job: job.id,
          step: step.number,
          log: isLogOpen ? 'open' : undefined,
        })}
        className={styles.stepName}
      >
        {step.name}
      </Link>
      <StatusDuration item={step} />
    </li>
  );
}

/** The steps of a job; the one that the URL names is marked and brought into view. */
export function JobSteps(props: { job: Job }) {
  const { job } = props;
  const { step: chosen } = useRunState();
  if (job.steps.length === 0) {
    return <EmptyNote title="No steps yet" />;
  }
  return (
    <ol className={styles.steps} aria-label="Steps">
      {/* Two steps may have the same name, never the same number. */}
      {job.steps.map(step => (
        <StepRow
          key={step.number}
          job={job}
          step={step}
          isChosen={step.number === chosen}
        />
      ))}
    </ol>
  );
}

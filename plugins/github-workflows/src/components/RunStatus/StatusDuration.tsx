import type {
  RunConclusion,
  RunStatus as Status,
} from '@internal/plugin-github-workflows-common';
import { Duration } from '@internal/portal-react';

/** Props of {@link StatusDuration}. */
export interface StatusDurationProps {
  /** A run, a job or a step. */
  item: {
    status: Status;
    conclusion?: RunConclusion;
    startedAt?: string;
    completedAt?: string;
  };
}

/**
 * How long a run, a job or a step has run. GitHub gives a start also to what only waits and to
 * what was skipped; neither has run.
 */
export function StatusDuration(props: StatusDurationProps) {
  const { status, conclusion, startedAt, completedAt } = props.item;
  const hasRun =
    status === 'in_progress' ||
    (status === 'completed' && conclusion !== 'skipped');
  return hasRun ? <Duration from={startedAt} to={completedAt} /> : null;
}

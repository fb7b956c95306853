import { Alert } from '@backstage/ui';
import type {
  DispatchMatch,
  DispatchResponse,
} from '@internal/plugin-github-workflows-common';
import { describeError, ErrorPanel } from '@internal/portal-react';

/** Props of {@link DispatchOutcome}. */
export interface DispatchOutcomeProps {
  error: unknown;
  answer: DispatchResponse | undefined;
  /** How the search for a run that GitHub didn't name has ended; absent while it goes on. */
  match?: DispatchMatch;
}

/** Whether it can't be told if a run was started, so that sending again might start a second. */
export function isOutcomeUnknown(props: DispatchOutcomeProps): boolean {
  return (
    props.answer?.dispatch.state === 'unknown' ||
    (props.error !== null &&
      describeError(props.error).code === 'dispatch_outcome_unknown')
  );
}

const ambiguous = {
  status: 'warning',
  title: 'Several runs fit, and nothing tells which one is yours',
  description:
    'They have the same actor, ref and commit and began at the same time. Look in the list of runs.',
} as const;

const whenUnknown = {
  searching: {
    status: 'warning',
    title: 'It isn’t known whether the run was started',
    description:
      'GitHub’s answer was lost. The portal never sends a run twice: it looks for the run by its actor, ref, commit and time, and opens it when it is there.',
  },
  none: {
    status: 'warning',
    title: 'No run was found',
    description:
      'GitHub’s answer was lost, and no run fits, so most likely nothing was started. Look in the list of runs, and only then run the workflow again.',
  },
  ambiguous,
} as const;

const whenTaken = {
  searching: {
    status: 'success',
    title: 'GitHub has taken the run',
    description:
      'It didn’t say which one it is. The portal looks for it by its actor, ref, commit and time, and opens it when it is there.',
  },
  none: {
    status: 'success',
    title: 'GitHub has taken the run',
    description:
      'It didn’t say which one it is, and none that fits was found. Look in the list of runs.',
  },
  ambiguous,
} as const;

/** A match that named its run has opened it; until then the search goes on. */
function outcomeOf(match: DispatchMatch | undefined) {
  return match === 'none' || match === 'ambiguous' ? match : 'searching';
}

/** What became of the dispatch, while the page of its run can't be opened. */
export function DispatchOutcome(props: DispatchOutcomeProps) {
  const { error, answer, match } = props;
  const isUnknown = isOutcomeUnknown(props);
  if (error && !isUnknown) {
    return <ErrorPanel error={error} />;
  }
  if (isUnknown || (answer && answer.dispatch.runId === undefined)) {
    const texts = isUnknown ? whenUnknown : whenTaken;
    return <Alert role="alert" icon {...texts[outcomeOf(match)]} />;
  }
  return null;
}

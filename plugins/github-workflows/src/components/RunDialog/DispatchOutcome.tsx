import { Alert } from '@backstage/ui';
import type { DispatchResponse } from '@internal/plugin-github-workflows-common';
import { describeError, ErrorPanel } from '@internal/portal-react';

/** Props of {@link DispatchOutcome}. */
export interface DispatchOutcomeProps {
  error: unknown;
  answer: DispatchResponse | undefined;
}

/** Whether it can't be told if a run was started, so that sending again might start a second. */
export function isOutcomeUnknown(props: DispatchOutcomeProps): boolean {
  return (
    props.answer?.dispatch.state === 'unknown' ||
    (props.error !== null &&
      describeError(props.error).code === 'dispatch_outcome_unknown')
  );
}

/** What became of the dispatch, when the page of its run can't be opened. */
export function DispatchOutcome(props: DispatchOutcomeProps) {
  const { error, answer } = props;
  if (isOutcomeUnknown(props)) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title="It isn’t known whether the run was started"
        description="GitHub’s answer was lost. The portal never sends a run twice: look in the list of runs whether it is there, and only then run the workflow again."
      />
    );
  }
  if (error) {
    return <ErrorPanel error={error} />;
  }
  if (answer && answer.dispatch.runId === undefined) {
    return (
      <Alert
        role="alert"
        status="success"
        icon
        title="GitHub has taken the run"
        description="It didn’t say which one it is: it will be in the list of runs in a moment."
      />
    );
  }
  return null;
}

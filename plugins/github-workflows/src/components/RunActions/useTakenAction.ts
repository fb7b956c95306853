import {
  isFinished,
  Run,
  RunViewer,
} from '@internal/plugin-github-workflows-common';
import { useEffect, useState } from 'react';

/** What GitHub has taken, or perhaps taken, and the run may not show yet. */
export interface TakenAction {
  kind: 'cancel' | 'force-cancel' | 'rerun';
  /** The attempt that was latest when it was sent. */
  attempt: number;
  /** False when the answer was lost: then it is only looked for. */
  isCertain: boolean;
}

// A cancelled run ends within seconds, unless its jobs don't react. A new attempt is there at once
// as a rule; after a minute waiting for it on the page is of no use.
const PATIENCE_MS = {
  cancel: 10_000,
  'force-cancel': 10_000,
  rerun: 60_000,
} as const;

/** What was last done with the run of this page, until its effect shows or patience ends. */
export function useTakenAction() {
  const [taken, setTaken] = useState<TakenAction>();
  const [overdue, setOverdue] = useState<TakenAction>();
  useEffect(() => {
    if (!taken) {
      return undefined;
    }
    const timer = setTimeout(() => setOverdue(taken), PATIENCE_MS[taken.kind]);
    return () => clearTimeout(timer);
  }, [taken]);
  const isOverdue = taken !== undefined && overdue === taken;
  return {
    taken,
    isOverdue,
    take: setTaken,
    /** The attempt that a re-run is going to make, as long as it is waited for. */
    awaitedAttempt:
      taken?.kind === 'rerun' && !isOverdue ? taken.attempt + 1 : undefined,
  };
}

/** What the actions on a run and on its jobs have to know. */
export interface RunActionsContext {
  entityRef: string;
  run: Run;
  viewer: RunViewer;
  action: ReturnType<typeof useTakenAction>;
}

/** What is still waited for; `undefined` when nothing was done or its effect shows. */
function pendingAction(context: RunActionsContext): TakenAction | undefined {
  const { run, action } = context;
  const { taken } = action;
  if (!taken || run.attempt > taken.attempt) {
    return undefined;
  }
  return taken.kind !== 'rerun' && isFinished(run) ? undefined : taken;
}

/** Whether GitHub has taken an action whose effect may show at any moment. */
export function isUnderWay(context: RunActionsContext): boolean {
  return (
    pendingAction(context)?.isCertain === true && !context.action.isOverdue
  );
}

/** Whether cancelling was tried and hasn't helped, so that force may be offered. */
export function needsForce(context: RunActionsContext): boolean {
  const kind = pendingAction(context)?.kind;
  return (
    kind === 'force-cancel' || (kind === 'cancel' && context.action.isOverdue)
  );
}

/** Puts what is waited for into a sentence. */
export function describePending(context: RunActionsContext): string {
  const { isOverdue } = context.action;
  const pending = pendingAction(context);
  if (!pending || (!pending.isCertain && !isOverdue)) {
    return '';
  }
  const next = pending.attempt + 1;
  switch (pending.kind) {
    case 'cancel':
      return isOverdue
        ? 'The run hasn’t ended yet: a job doesn’t react, or a step is set to run always. Force cancel ends the run without waiting for them, so what they clean up may stay behind.'
        : 'GitHub has taken the cancellation. The run ends when its jobs have stopped.';
    case 'force-cancel':
      return isOverdue
        ? 'The run still hasn’t ended. GitHub may need some minutes; look at the run on GitHub before you try again.'
        : 'GitHub has taken the cancellation by force.';
    default:
      return isOverdue
        ? `Attempt ${next} isn’t there yet. Look at the run on GitHub before you try again.`
        : `GitHub has taken the re-run. Attempt ${next} will be shown here in a moment.`;
  }
}

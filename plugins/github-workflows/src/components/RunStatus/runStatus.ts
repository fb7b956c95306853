import type {
  Dispatch,
  RunConclusion,
  RunStatus,
} from '@internal/plugin-github-workflows-common';
import type { StatusTone } from '@internal/portal-react';

/** A status in words, with what it means to the reader. */
export interface StatusDescription {
  tone: StatusTone;
  label: string;
}

const STATUSES: Record<RunStatus, StatusDescription> = {
  requested: { tone: 'waiting', label: 'Requested' },
  queued: { tone: 'waiting', label: 'Queued' },
  pending: { tone: 'waiting', label: 'Pending' },
  waiting: { tone: 'waiting', label: 'Waiting' },
  in_progress: { tone: 'running', label: 'In progress' },
  completed: { tone: 'neutral', label: 'Completed' },
  unknown: { tone: 'neutral', label: 'Unknown status' },
};

const CONCLUSIONS: Record<RunConclusion, StatusDescription> = {
  success: { tone: 'success', label: 'Success' },
  failure: { tone: 'failure', label: 'Failure' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
  skipped: { tone: 'neutral', label: 'Skipped' },
  neutral: { tone: 'neutral', label: 'Neutral' },
  timed_out: { tone: 'failure', label: 'Timed out' },
  action_required: { tone: 'warning', label: 'Action required' },
  stale: { tone: 'neutral', label: 'Stale' },
  startup_failure: { tone: 'failure', label: 'Startup failure' },
  unknown: { tone: 'neutral', label: 'Unknown conclusion' },
};

/** Puts the status of a run, a job or a step into words, in GitHub's own. */
export function describeStatus(item: {
  status: RunStatus;
  conclusion?: RunConclusion;
}): StatusDescription {
  return item.status === 'completed' && item.conclusion
    ? CONCLUSIONS[item.conclusion]
    : STATUSES[item.status];
}

/** Puts the state of a dispatch into words: that of its run once there is one. */
export function describeDispatch(dispatch: Dispatch): StatusDescription {
  switch (dispatch.state) {
    case 'sending':
      return { tone: 'waiting', label: 'Being sent' };
    case 'refused':
      return { tone: 'failure', label: 'Refused by GitHub' };
    case 'unknown':
      return { tone: 'warning', label: 'Outcome unknown' };
    default:
      return dispatch.runStatus
        ? describeStatus({
            status: dispatch.runStatus,
            conclusion: dispatch.runConclusion,
          })
        : { tone: 'waiting', label: 'Started' };
  }
}

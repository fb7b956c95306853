import type {
  RunConclusion,
  RunStatus as Status,
} from '@internal/plugin-github-workflows-common';
import { StatusBadge } from '@internal/portal-react';
import { describeStatus } from './runStatus';

/** Props of {@link RunStatus}. */
export interface RunStatusProps {
  /** A run, a job or a step. */
  item: { status: Status; conclusion?: RunConclusion };
  variant?: 'pill' | 'plain';
}

/** The status of a run, a job or a step as icon and text. */
export function RunStatus(props: RunStatusProps) {
  return (
    <StatusBadge {...describeStatus(props.item)} variant={props.variant} />
  );
}

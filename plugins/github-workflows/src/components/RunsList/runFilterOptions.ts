import {
  RunStateFilter,
  runStateFilterSchema,
  runStatusSchema,
} from '@internal/plugin-github-workflows-common';
import type { FilterOption } from '../FilterFields';
import { describeStatus } from '../RunStatus';

function describeState(state: RunStateFilter): string {
  const status = runStatusSchema.safeParse(state);
  const described = status.success
    ? describeStatus({ status: status.data })
    : describeStatus({
        status: 'completed',
        conclusion: state as Parameters<typeof describeStatus>[0]['conclusion'],
      });
  return described.label;
}

/** Every status and conclusion that GitHub filters by, in words. */
export const statusOptions: FilterOption[] = runStateFilterSchema.options.map(
  state => ({ id: state, label: describeState(state) }),
);

const EVENTS: Record<string, string> = {
  workflow_dispatch: 'Run by hand',
  push: 'Push',
  pull_request: 'Pull request',
  pull_request_target: 'Pull request (target)',
  schedule: 'Schedule',
  release: 'Release',
  merge_group: 'Merge queue',
  workflow_run: 'After another workflow',
  repository_dispatch: 'Called from outside',
  deployment: 'Deployment',
  issues: 'Issue',
  issue_comment: 'Comment',
  dynamic: 'GitHub itself',
};

/** What starts runs, in words; an event beyond the usual ones by its own name. */
export function eventOptions(chosen?: string): FilterOption[] {
  const options = Object.entries(EVENTS).map(([id, label]) => ({ id, label }));
  return !chosen || chosen in EVENTS
    ? options
    : [...options, { id: chosen, label: chosen }];
}

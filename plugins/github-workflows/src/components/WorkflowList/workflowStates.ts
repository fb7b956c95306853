import type { WorkflowState } from '@internal/plugin-github-workflows-common';

const SENTENCES: Record<WorkflowState, string> = {
  runnable: 'Can be run on this ref.',
  absent_on_ref:
    'Its file isn’t on this ref. Pick another ref, or bring the file onto this one.',
  no_dispatch_trigger:
    'Can’t be run by hand: its file on this ref has no workflow_dispatch trigger.',
  not_registered:
    'GitHub doesn’t know it yet: merge the file to the default branch, or let it run once.',
  invalid: 'Its file on this ref can’t be read as a workflow.',
  disabled_manually: 'Somebody has disabled it on GitHub.',
  disabled_inactivity:
    'GitHub has disabled it because the repository was inactive for 60 days. Enable it on GitHub.',
  disabled_fork:
    'GitHub has disabled it because the repository is a fork. Enable it on GitHub.',
  dynamic: 'Started by GitHub itself; it can’t be run by hand.',
};

/** Says what a workflow's state at a ref means for somebody who wants to run it. */
export function describeWorkflowState(state: WorkflowState): string {
  return SENTENCES[state];
}

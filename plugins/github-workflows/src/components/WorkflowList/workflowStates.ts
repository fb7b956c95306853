import type { WorkflowState } from '@internal/plugin-github-workflows-common';

const SENTENCES: Record<WorkflowState, string> = {
  runnable: 'Can be run on this ref.',
  absent_on_ref:
    'Registered, but its file isn’t on this ref. Pick another ref, or bring the file onto this one.',
  no_dispatch_trigger:
    'Can’t be run by hand: its file on this ref has no workflow_dispatch trigger. Add one to run it from here.',
  not_registered:
    'Not registered: GitHub doesn’t know it yet. Merge the file to the default branch, or let it run once.',
  invalid:
    'Its file on this ref can’t be read as a workflow. Mend what is listed below.',
  disabled_manually: 'Somebody has disabled it. Enable it to run it again.',
  disabled_inactivity:
    'GitHub has disabled it because the repository was inactive for 60 days. Enable it to run it again.',
  disabled_fork:
    'GitHub has disabled it because the repository is a fork. Enable it to run it here.',
  dynamic:
    'Started by GitHub itself (Dependabot or code scanning, say); it can’t be run by hand.',
};

/** Says what a workflow's state at a ref means for somebody who wants to run it. */
export function describeWorkflowState(state: WorkflowState): string {
  return SENTENCES[state];
}

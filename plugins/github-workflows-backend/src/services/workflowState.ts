import type { WorkflowState } from '@internal/plugin-github-workflows-common';
import type { RegisteredWorkflow } from '../github/RepositoryReader';
import type { WorkflowFile } from '../workflowFile/parseWorkflowFile';

/**
 * What a workflow is at a ref. The order is that of what a person would have to mend first.
 *
 * @param workflow - as GitHub has it registered
 * @param file - as it is on the ref
 */
export function stateOf(
  workflow: RegisteredWorkflow | undefined,
  file: WorkflowFile | undefined,
): WorkflowState {
  if (workflow?.path.startsWith('dynamic/')) return 'dynamic';
  switch (workflow?.state) {
    case 'disabled_manually':
    case 'disabled_inactivity':
    case 'disabled_fork':
      return workflow.state;
    default:
  }
  if (!file) return 'absent_on_ref';
  if (file.problems.length > 0) return 'invalid';
  if (!file.dispatchable) return 'no_dispatch_trigger';
  return workflow ? 'runnable' : 'not_registered';
}

import { WorkflowState } from '@internal/plugin-github-workflows-common';
import { problem } from '../problems';
import { WorkflowForm } from './WorkflowService';

const notRunnable: Partial<
  Record<WorkflowState, (form: WorkflowForm) => Error>
> = {
  invalid: ({ file, ref, problems: [first] }) =>
    problem(
      'invalid',
      'workflow_file_invalid',
      `${file} on ${ref.name} can't be run: ${first.message}${first.line ? ` (line ${first.line})` : ''}`,
      'Correct the file on that ref, or pick another ref.',
    ),
  no_dispatch_trigger: ({ file, ref }) =>
    problem(
      'invalid',
      'no_dispatch_trigger',
      `${file} on ${ref.name} can't be started by hand: its "on" has no workflow_dispatch.`,
      'Add workflow_dispatch to the file on that ref, or pick another ref.',
    ),
  not_registered: ({ file }) =>
    problem(
      'conflict',
      'workflow_not_registered',
      `GitHub doesn't know ${file} yet.`,
      'Merge the file to the default branch, or let it run once by another event.',
    ),
};

/**
 * Refuses a dispatch of a workflow that can't be run on its ref, saying why.
 *
 * @throws InputError or ConflictError with the code that fits the state
 */
export function refuseUnlessRunnable(form: WorkflowForm): void {
  if (form.state === 'runnable') {
    return;
  }
  throw (
    notRunnable[form.state]?.(form) ??
    problem(
      'conflict',
      'workflow_disabled',
      `${form.file} is switched off on GitHub.`,
      'Somebody with write access can switch it on in the Actions view on GitHub.',
    )
  );
}

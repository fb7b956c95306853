import { Text } from '@backstage/ui';
import { isFinished } from '@internal/plugin-github-workflows-common';
import { useCancelRun } from '../../hooks';
import { ActionDialog } from './ActionDialog';
import type { RunActionsContext } from './useTakenAction';

/** Props of {@link CancelDialog}. */
export interface CancelDialogProps extends RunActionsContext {
  force: boolean;
  onClose: () => void;
}

/** Asks before a run is cancelled. */
export function CancelDialog(props: CancelDialogProps) {
  const { entityRef, run, action, force, onClose } = props;
  const mutation = useCancelRun({ entityRef, runId: run.id });
  const verb = force ? 'Force cancel' : 'Cancel';
  return (
    <ActionDialog
      title={`${verb} run #${run.number}?`}
      confirmLabel={`${verb} run`}
      dismissLabel="Keep it running"
      isDestructive
      outdated={
        isFinished(run)
          ? 'The run has ended meanwhile; there is nothing left to cancel.'
          : undefined
      }
      mutation={mutation}
      request={{ force }}
      onTaken={isCertain =>
        action.take({
          kind: force ? 'force-cancel' : 'cancel',
          attempt: run.attempt,
          isCertain,
        })
      }
      onClose={onClose}
    >
      <Text as="p">
        <strong>{run.title}</strong> ({run.workflowName} #{run.number}
        {run.ref && ` on ${run.ref}`})
      </Text>
      <Text as="p">
        {force
          ? 'Ends the run at once, without steps that are set to run always: what they clean up may stay behind.'
          : 'Stops the jobs that are running or waiting. Steps that are set to run always still run. What is done already isn’t undone.'}
      </Text>
    </ActionDialog>
  );
}

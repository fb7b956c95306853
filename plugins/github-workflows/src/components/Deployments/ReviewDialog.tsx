import { Text, TextField } from '@backstage/ui';
import type {
  Run,
  WaitingDeployment,
} from '@internal/plugin-github-workflows-common';
import { newIdempotencyKey } from '@internal/portal-react';
import { useState } from 'react';
import { useReviewDeployments } from '../../hooks';
import { ActionDialog } from '../RunActions';

/** What a reviewer says. */
export type ReviewState = 'approved' | 'rejected';

/** Props of {@link ReviewDialog}. */
export interface ReviewDialogProps {
  entityRef: string;
  run: Run;
  deployment: WaitingDeployment;
  state: ReviewState;
  /** It doesn't wait any more. */
  isOutdated: boolean;
  /** Called when GitHub has taken it, or when that isn't known. */
  onTaken: (isCertain: boolean) => void;
  onClose: () => void;
}

/** Asks before a deployment is approved or rejected, and for a comment. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { entityRef, run, deployment, state, onTaken, onClose } = props;
  const { environment, environmentId } = deployment;
  const mutation = useReviewDeployments({ entityRef, runId: run.id });
  const [comment, setComment] = useState('');
  const [idempotencyKey] = useState(newIdempotencyKey);
  const isApproval = state === 'approved';
  return (
    <ActionDialog
      title={
        isApproval
          ? `Approve the deployment to ${environment}?`
          : `Reject the deployment to ${environment}?`
      }
      confirmLabel={isApproval ? 'Approve' : 'Reject'}
      dismissLabel="Not now"
      isDestructive={!isApproval}
      outdated={
        props.isOutdated
          ? 'It doesn’t wait any more: somebody has reviewed it, or the run has ended.'
          : undefined
      }
      mutation={mutation}
      request={{
        environmentIds: [environmentId],
        state,
        comment,
        idempotencyKey,
      }}
      onTaken={onTaken}
      onClose={onClose}
    >
      <Text as="p">
        <strong>{run.title}</strong> ({run.workflowName} #{run.number}
        {run.ref && ` on ${run.ref}`}, commit{' '}
        <code title={run.headSha}>{run.headSha.slice(0, 7)}</code>
        {run.triggeringActor && `, started by ${run.triggeringActor}`})
      </Text>
      <Text as="p">
        {isApproval
          ? 'The jobs that wait for it go on. GitHub keeps the review in your name.'
          : 'The jobs that wait for it fail. GitHub keeps the review in your name.'}
      </Text>
      <TextField
        label="Comment"
        description="Everybody who sees the run sees it too."
        value={comment}
        maxLength={1_000}
        onChange={setComment}
      />
    </ActionDialog>
  );
}

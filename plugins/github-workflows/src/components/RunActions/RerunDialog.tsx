import { Checkbox, Text } from '@backstage/ui';
import { isFinished, Job } from '@internal/plugin-github-workflows-common';
import { useState } from 'react';
import { useRerunJob, useRerunRun } from '../../hooks';
import { ActionDialog, ActionDialogProps } from './ActionDialog';
import type { RunActionsContext } from './useTakenAction';

interface RerunDialogProps<TRequest> extends RunActionsContext {
  mutation: ActionDialogProps<TRequest>['mutation'];
  makeRequest: (debug: boolean) => TRequest;
  title: string;
  confirmLabel: string;
  /** Which jobs run again, in a sentence. */
  extent: string;
  onClose: () => void;
}

function RerunDialog<TRequest>(props: RerunDialogProps<TRequest>) {
  const { run, action, makeRequest, extent, ...dialog } = props;
  const [debug, setDebug] = useState(false);
  return (
    <ActionDialog
      title={dialog.title}
      confirmLabel={dialog.confirmLabel}
      dismissLabel="Don’t re-run"
      outdated={
        isFinished(run)
          ? undefined
          : 'The run is going on again; it can be re-run when it has ended.'
      }
      mutation={dialog.mutation}
      request={makeRequest(debug)}
      onTaken={isCertain =>
        action.take({ kind: 'rerun', attempt: run.attempt, isCertain })
      }
      onClose={dialog.onClose}
    >
      <Text as="p">
        <strong>{run.title}</strong> ({run.workflowName} #{run.number})
      </Text>
      <Text as="p">
        {extent} It is attempt {run.attempt + 1}, of the same commit{' '}
        <code title={run.headSha}>{run.headSha.slice(0, 7)}</code>
        {run.ref && (
          <>
            {' '}
            on <code>{run.ref}</code>
          </>
        )}
        {run.actor && ` and with the rights of ${run.actor}`}.
      </Text>
      <Checkbox isSelected={debug} onChange={setDebug}>
        Enable debug logging
      </Checkbox>
    </ActionDialog>
  );
}

/** Props of {@link RerunRunDialog}. */
export interface RerunRunDialogProps extends RunActionsContext {
  jobs: 'all' | 'failed';
  onClose: () => void;
}

/** Asks before a run is run again. */
export function RerunRunDialog(props: RerunRunDialogProps) {
  const { jobs, ...context } = props;
  const { entityRef, run } = context;
  const mutation = useRerunRun({ entityRef, runId: run.id });
  return (
    <RerunDialog
      {...context}
      mutation={mutation}
      makeRequest={debug => ({ jobs, debug })}
      title={`Re-run ${jobs} jobs of run #${run.number}?`}
      confirmLabel={`Re-run ${jobs} jobs`}
      extent={
        jobs === 'all'
          ? 'Runs every job again.'
          : 'Runs the jobs again that failed or were cancelled, and those that depend on them.'
      }
    />
  );
}

/** Props of {@link RerunJobDialog}. */
export interface RerunJobDialogProps extends RunActionsContext {
  job: Job;
  onClose: () => void;
}

/** Asks before one job is run again. */
export function RerunJobDialog(props: RerunJobDialogProps) {
  const { job, ...context } = props;
  const { entityRef, run } = context;
  const mutation = useRerunJob({ entityRef, runId: run.id }, job.id);
  return (
    <RerunDialog
      {...context}
      mutation={mutation}
      makeRequest={debug => ({ debug })}
      title={`Re-run job ${job.name}?`}
      confirmLabel="Re-run job"
      extent={`Runs the job ${job.name} again, and those that depend on it.`}
    />
  );
}

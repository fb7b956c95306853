import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
} from '@backstage/ui';
import { AsyncPanel } from '@internal/portal-react';
import type { PickedRef } from '../../api';
import { RefPicker } from '../RefPicker';
import { CopyLink } from './CopyLink';
import { DispatchOutcome, isOutcomeUnknown } from './DispatchOutcome';
import styles from './RunDialog.module.css';
import { toDispatchInputs } from './inputValues';
import { prefillSearch } from './prefill';
import { PresetMenu } from './PresetMenu';
import { RunForm } from './RunForm';
import { useFoundRun } from './useFoundRun';
import { useRunPreflight } from './RunPreflight';
import { RunFormOptions, useRunForm } from './useRunForm';

/** Props of {@link RunDialog}. */
export interface RunDialogProps extends RunFormOptions {
  onPickRef: (picked: PickedRef) => void;
  onClose: () => void;
  /** Closes the dialog and shows the runs of the workflow. */
  onShowRuns: () => void;
}

function FormSkeleton() {
  return (
    <>
      <Skeleton width="60%" height={16} />
      <Skeleton width="100%" height={56} />
      <Skeleton width="100%" height={56} />
    </>
  );
}

/** Fills in the form that a workflow asks for at a ref, and runs it. */
export function RunDialog(props: RunDialogProps) {
  const { file, at, entityRef, repository, onPickRef, onClose } = props;
  const runForm = useRunForm(props);
  const { form, session, dispatch, problems, mayBeSent } = runForm;
  const preflight = useRunPreflight({ entityRef, file, at, session });
  // What holds for this file on this ref, as soon as it is known.
  const viewer = form.data?.viewer ?? repository.viewer;

  const answered = { error: dispatch.error, answer: dispatch.data };
  // Once sent, or perhaps sent, the way on is the list of runs and not another dispatch.
  const isSent = dispatch.isSuccess || isOutcomeUnknown(answered);
  const isAwaited = isSent && dispatch.data?.dispatch.runId === undefined;
  const match = useFoundRun(
    isAwaited ? session?.idempotencyKey : undefined,
    runForm.openRun,
  );
  // Until the answer is there the dialog stays, or nobody would be told what became of the run.
  const isSending = dispatch.isPending;

  return (
    <Dialog
      isOpen
      width={560}
      onOpenChange={isOpen => {
        if (!isOpen && !isSending) {
          onClose();
        }
      }}
    >
      <DialogHeader>Run {session?.form.name ?? file}</DialogHeader>
      <DialogBody className={styles.body}>
        {!viewer.mayRun && (
          <Alert
            status="info"
            icon
            title="You may look at this form, but not run it"
            description={viewer.reason}
          />
        )}
        <RefPicker
          entityRef={entityRef}
          value={at}
          isDisabled={isSending}
          onChange={picked => {
            dispatch.reset();
            onPickRef(picked);
          }}
        />
        <PresetMenu
          entityRef={entityRef}
          file={file}
          isDisabled={isSending || isSent}
          onPick={prefill => {
            dispatch.reset();
            runForm.fill(prefill);
            if (prefill.at) {
              onPickRef(prefill.at);
            }
          }}
        />
        <AsyncPanel query={form} label="form" skeleton={<FormSkeleton />}>
          {() =>
            session && (
              <RunForm
                session={session}
                problems={problems}
                attempts={runForm.attempts}
                onChange={(name, value) => {
                  // A refusal belongs to the values that were refused.
                  if (!isSending && !isSent) {
                    dispatch.reset();
                  }
                  runForm.setValue(name, value);
                }}
              />
            )
          }
        </AsyncPanel>
        {preflight.panel}
        <DispatchOutcome {...answered} match={match} />
      </DialogBody>
      <DialogFooter>
        {session && (
          <CopyLink
            search={prefillSearch(
              file,
              at,
              toDispatchInputs(session.form.inputs, session.values),
            )}
          />
        )}
        <Button variant="secondary" isDisabled={isSending} onPress={onClose}>
          {isSent ? 'Close' : 'Cancel'}
        </Button>
        {isSent ? (
          <Button onPress={props.onShowRuns}>Show the runs</Button>
        ) : (
          <Button
            isDisabled={
              !viewer.mayRun || !mayBeSent || !form.data || preflight.isRefused
            }
            isPending={dispatch.isPending}
            onPress={runForm.run}
          >
            Run workflow
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

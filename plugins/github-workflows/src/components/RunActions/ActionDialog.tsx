import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { describeError, ErrorPanel } from '@internal/portal-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { ReactNode, useRef } from 'react';
import styles from './RunActions.module.css';

const OUTCOME_UNKNOWN = [
  'run_action_outcome_unknown',
  'review_outcome_unknown',
];

// After these, sending the same again is of no use or may do it twice.
const FINAL_CODES = [
  ...OUTCOME_UNKNOWN,
  'run_finished',
  'review_nothing_waits',
];

/** Props of {@link ActionDialog}. */
export interface ActionDialogProps<TRequest> {
  title: string;
  children: ReactNode;
  /** Label of the button that does it. */
  confirmLabel: string;
  /** Label of the button that doesn't. */
  dismissLabel: string;
  isDestructive?: boolean;
  /** Why it can't be done any more; set when the run has changed under the open dialog. */
  outdated?: string;
  mutation: UseMutationResult<unknown, Error, TRequest>;
  request: TRequest;
  /** Called when GitHub has taken it, or when that isn't known. */
  onTaken: (isCertain: boolean) => void;
  onClose: () => void;
}

/** Asks before something is done with a run, and says so when it couldn't be done. */
export function ActionDialog<TRequest>(props: ActionDialogProps<TRequest>) {
  const { mutation, request, outdated, onTaken, onClose } = props;
  const { error, isPending } = mutation;
  const underWay = useRef(false);
  const code = error ? describeError(error).code : undefined;
  const isOver =
    FINAL_CODES.includes(code ?? '') || (outdated !== undefined && !isPending);

  const confirm = () => {
    // The state of the mutation comes with the next render, a second click may come before it.
    if (underWay.current) {
      return;
    }
    underWay.current = true;
    mutation.mutate(request, {
      onSuccess: () => {
        onTaken(true);
        onClose();
      },
      onError: reason => {
        if (OUTCOME_UNKNOWN.includes(describeError(reason).code ?? '')) {
          onTaken(false);
        }
      },
      onSettled: () => {
        underWay.current = false;
      },
    });
  };

  // What is on its way can't be called back, and its outcome is told here.
  const close = () => {
    if (!isPending) {
      onClose();
    }
  };

  return (
    <Dialog
      isOpen
      width={480}
      onOpenChange={isOpen => {
        if (!isOpen) {
          close();
        }
      }}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody className={styles.body}>
        {props.children}
        {outdated && !error && <Text as="p">{outdated}</Text>}
        {error && <ErrorPanel error={error} />}
      </DialogBody>
      <DialogFooter className={styles.footer}>
        <Button variant="secondary" isDisabled={isPending} onPress={close}>
          {isOver ? 'Close' : props.dismissLabel}
        </Button>
        {!isOver && (
          <Button
            destructive={props.isDestructive}
            isPending={isPending}
            onPress={confirm}
          >
            {props.confirmLabel}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

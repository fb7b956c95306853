import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { StudioSession } from '@internal/plugin-mobworx-common';
import {
  describeError,
  ErrorPanel,
  newIdempotencyKey,
} from '@internal/portal-react';
import { useRef, useState } from 'react';
import { useStartSession } from '../../hooks';
import { emptyForm, isComplete, toRequest } from './sessionForm';
import { SessionFields } from './SessionFields';
import styles from './StudioDetails.module.css';

// After these, sending the same again is of no use or may start a second session.
const FINAL_CODES = [
  'session_outcome_unknown',
  'session_in_progress',
  'idempotency_key_reused',
  'writes_off',
  'not_permitted',
];

/** Asks for what a session needs and for the environment's name, and starts it once. */
export function StartSessionDialog(props: {
  environment: string;
  title: string;
  onStarted: (session: StudioSession) => void;
  onClose: () => void;
}) {
  const { environment, title, onStarted, onClose } = props;
  const [form, setForm] = useState(emptyForm);
  // One for each opening of the dialog: however often it is sent, it starts one session at most.
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { mutate, error, isPending, reset } = useStartSession(environment);
  const underWay = useRef(false);
  const isOver =
    error !== null && FINAL_CODES.includes(describeError(error).code ?? '');

  const start = () => {
    // The state of the mutation comes with the next render, a second click may come before it.
    if (underWay.current) {
      return;
    }
    underWay.current = true;
    mutate(toRequest(form, idempotencyKey), {
      onSuccess: ({ session }) => {
        onStarted(session);
        onClose();
      },
      onSettled: () => {
        underWay.current = false;
      },
    });
  };

  return (
    <Dialog
      isOpen
      width={520}
      onOpenChange={isOpen => {
        // What is on its way can't be called back, and its outcome is told here.
        if (!isOpen && !isPending) {
          onClose();
        }
      }}
    >
      <DialogHeader>Start a studio session in {title}</DialogHeader>
      <DialogBody className={styles.form}>
        <Text as="p">
          It renders the room as a page and pushes it to the destinations, in{' '}
          <strong>{title}</strong>. It is written down that you started it.
        </Text>
        <SessionFields
          form={form}
          environment={environment}
          isDisabled={isPending || isOver}
          onChange={part => {
            // A refusal belongs to the values that were refused.
            reset();
            setForm(before => ({ ...before, ...part }));
          }}
        />
        {error && <ErrorPanel error={error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={isPending} onPress={onClose}>
          {isOver ? 'Close' : 'Cancel'}
        </Button>
        {!isOver && (
          <Button
            isDisabled={!isComplete(form, environment)}
            isPending={isPending}
            onPress={start}
          >
            Start in {title}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

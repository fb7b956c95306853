import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { Audit } from '@internal/plugin-lighthouse-common';
import { ErrorPanel } from '@internal/portal-react';
import { RiDeleteBinLine } from '@remixicon/react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAuditPaths, useDeleteAudit, useRunnerState } from '../../hooks';

/** Deletes an audit after a question; only there for those who may. */
export function DeleteAudit(props: { audit: Audit }) {
  const { audit } = props;
  const { data: state } = useRunnerState();
  const { mutate, isPending, error, reset } = useDeleteAudit();
  const { root } = useAuditPaths();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  if (!state?.may.delete) {
    return null;
  }
  const close = () => {
    reset();
    setOpen(false);
  };
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiDeleteBinLine />}
        onPress={() => setOpen(true)}
      >
        Delete
      </Button>
      <Dialog
        isOpen={isOpen}
        width={440}
        onOpenChange={open => !open && !isPending && close()}
      >
        <DialogHeader>Delete this audit?</DialogHeader>
        <DialogBody>
          <Text as="p">
            Its scores and its report are gone for everybody. It is written down
            that you deleted it.
          </Text>
          {error && <ErrorPanel error={error} />}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" isDisabled={isPending} onPress={close}>
            Cancel
          </Button>
          <Button
            destructive
            isPending={isPending}
            onPress={() =>
              mutate(audit.id, {
                onSuccess: () => navigate(root, { replace: true }),
              })
            }
          >
            Delete audit
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';
import type { WorkflowsResponse } from '@internal/plugin-github-workflows-common';
import { AsyncPanel, AsyncPanelQuery, EmptyNote } from '@internal/portal-react';
import type { PickedRef } from '../../api';
import styles from './WorkflowChooser.module.css';

/** Props of {@link WorkflowChooser}. */
export interface WorkflowChooserProps {
  query: AsyncPanelQuery<WorkflowsResponse>;
  at: PickedRef;
  onChoose: (file: string) => void;
  onClose: () => void;
}

/** Asks which of the workflows that can be run at the picked ref should be run. */
export function WorkflowChooser(props: WorkflowChooserProps) {
  const { query, at, onChoose, onClose } = props;
  return (
    <Dialog isOpen width={480} onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>Run a workflow</DialogHeader>
      <DialogBody>
        <AsyncPanel
          query={query}
          label="workflows"
          isEmpty={({ items }) =>
            items.every(({ state }) => state !== 'runnable')
          }
          empty={
            <EmptyNote title="Nothing can be run by hand here">
              No workflow on {at.refType} <code>{at.ref}</code> has a{' '}
              <code>workflow_dispatch</code> trigger.
            </EmptyNote>
          }
        >
          {({ items }) => (
            <ul className={styles.list}>
              {items
                .filter(({ state }) => state === 'runnable')
                .map(({ file, name }) => (
                  <li key={file}>
                    <Button
                      variant="secondary"
                      iconStart={<RiPlayLine />}
                      onPress={() => onChoose(file)}
                    >
                      {name}
                    </Button>
                  </li>
                ))}
            </ul>
          )}
        </AsyncPanel>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

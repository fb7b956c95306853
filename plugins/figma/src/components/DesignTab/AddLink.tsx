import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  Text,
} from '@backstage/ui';
import type {
  DevResourcesResponse,
  LinkableNode,
} from '@internal/plugin-figma-common';
import { ErrorPanel } from '@internal/portal-react';
import { RiAddLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useAddDevResource } from '../../hooks';
import styles from './DesignTab.module.css';

/** Why nothing can be added; undefined where something can. */
function whyNot({ mayAdd, linkable }: DevResourcesResponse) {
  if (!mayAdd) {
    return 'You may look at the links, but not add one. People of MobWorx may: sign in with your own account.';
  }
  if (linkable.length === 0) {
    return 'There is nothing to link yet: choose frames for the gallery, or mark sections as ready for development.';
  }
  return linkable.every(({ linked }) => linked)
    ? 'Every frame and section has the link already.'
    : undefined;
}

function AddLinkDialog(props: {
  entityRef: string;
  answer: DevResourcesResponse;
  nodes: LinkableNode[];
  onClose: () => void;
  onAdded: (nodeName: string) => void;
}) {
  const { entityRef, answer, nodes, onClose, onAdded } = props;
  const { mutate, isPending, error, reset } = useAddDevResource(entityRef);
  const [nodeId, setNodeId] = useState(nodes[0].nodeId);
  const node = nodes.find(one => one.nodeId === nodeId) ?? nodes[0];
  return (
    <Dialog
      isOpen
      width={520}
      onOpenChange={open => !open && !isPending && onClose()}
    >
      <DialogHeader>Add a link to this entity?</DialogHeader>
      <DialogBody className={styles.dialog}>
        <Select
          label="Part of the file"
          options={nodes.map(one => ({ id: one.nodeId, label: one.name }))}
          isDisabled={isPending}
          value={node.nodeId}
          onChange={chosen => {
            // A refusal belongs to the part that was refused.
            reset();
            setNodeId(String(chosen));
          }}
        />
        <Text as="p">
          In the Figma file <strong>{answer.file.name}</strong>, “{node.name}”
          gets a link to <code>{answer.entityUrl}</code>. Everybody who opens
          the file in Dev Mode sees it, and it is written down that you added
          it.
        </Text>
        {error && <ErrorPanel error={error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={isPending} onPress={onClose}>
          Cancel
        </Button>
        <Button
          isPending={isPending}
          onPress={() =>
            mutate(node.nodeId, { onSuccess: () => onAdded(node.name) })
          }
        >
          Add link
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** Adds the link to this entity to a part of the file, after a question that names both. */
export function AddLink(props: {
  entityRef: string;
  answer: DevResourcesResponse;
}) {
  const { entityRef, answer } = props;
  const [asked, setAsked] = useState<LinkableNode[]>();
  const [added, setAdded] = useState<string>();
  const reason = whyNot(answer);
  const reasonId = useId();
  return (
    <div className={styles.add}>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiAddLine />}
        isDisabled={reason !== undefined}
        aria-describedby={reason && reasonId}
        // What is offered stays while the dialog is open, also when the list is renewed.
        onPress={() => setAsked(answer.linkable.filter(one => !one.linked))}
      >
        Link to this entity
      </Button>
      {reason && (
        <span id={reasonId} className={styles.note}>
          {reason}
        </span>
      )}
      <span role="status" className={styles.note}>
        {added && `“${added}” links to this entity now.`}
      </span>
      {asked && (
        <AddLinkDialog
          entityRef={entityRef}
          answer={answer}
          nodes={asked}
          onClose={() => setAsked(undefined)}
          onAdded={nodeName => {
            setAdded(nodeName);
            setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}

import { Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import type { Frame } from '@internal/plugin-figma-common';
import { Picture } from '../Picture';
import { PartLinks } from './PartLinks';

/** A frame in large. */
export function FrameDialog(props: {
  frame: Frame | undefined;
  onClose: () => void;
}) {
  const { frame, onClose } = props;
  if (!frame) {
    return null;
  }
  const { name, image, width, height } = frame;
  return (
    <Dialog
      isOpen
      width="min(75rem, 94vw)"
      onOpenChange={open => !open && onClose()}
    >
      <DialogHeader>{name}</DialogHeader>
      <DialogBody>
        <Picture
          path={image}
          alt={name}
          ratio={width && height ? width / height : undefined}
        />
      </DialogBody>
      <DialogFooter>
        <PartLinks part={frame} />
      </DialogFooter>
    </Dialog>
  );
}

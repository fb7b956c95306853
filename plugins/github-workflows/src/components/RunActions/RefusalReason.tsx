import { Text } from '@backstage/ui';
import type { RunViewer } from '@internal/plugin-github-workflows-common';

/** Props of {@link RefusalReason}. */
export interface RefusalReasonProps {
  /** What a button that is off refers to. */
  id: string;
  viewer: RunViewer;
}

/** Why the user may not do what a button beside it would do. */
export function RefusalReason(props: RefusalReasonProps) {
  return (
    <Text id={props.id} variant="body-small" color="secondary">
      {props.viewer.reason ?? 'You may not do this with this run.'}
    </Text>
  );
}

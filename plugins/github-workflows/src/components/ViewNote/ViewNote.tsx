import { Text } from '@backstage/ui';
import type { WorkflowView } from '@internal/plugin-github-workflows-common';

/** Says that a list shows a part of the repository's workflows, and which. */
export function ViewNote(props: {
  /** What is listed, with a capital: `Runs`. */
  what: string;
  view: WorkflowView | undefined;
}) {
  const { what, view } = props;
  if (!view) {
    return null;
  }
  const { include, exclude } = view;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {what} of a part of this repository’s workflows:{' '}
      {include.length > 0 && <>only {include.join(', ')}</>}
      {include.length > 0 && exclude.length > 0 && '; '}
      {exclude.length > 0 && <>without {exclude.join(', ')}</>}. The annotations
      of this catalog entity say so.
    </Text>
  );
}

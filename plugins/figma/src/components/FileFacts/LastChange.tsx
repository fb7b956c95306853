import type { Summary } from '@internal/plugin-figma-common';
import { RelativeTime } from '@internal/portal-react';

/** When the file was changed last, and by whom where Figma says it. */
export function LastChange(props: { lastChange: Summary['lastChange'] }) {
  const { at, by } = props.lastChange;
  return (
    <>
      Changed <RelativeTime iso={at} />
      {by && ` by ${by}`}
    </>
  );
}

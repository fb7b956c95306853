import type { DevStatus } from '@internal/plugin-figma-common';
import type { StatusTone } from '@internal/portal-react';

/** What a status for developers is called, and how it is shown. */
export const devStatusWords: Record<
  DevStatus,
  { label: string; tone: StatusTone }
> = {
  READY_FOR_DEV: { label: 'Ready for development', tone: 'success' },
  COMPLETED: { label: 'Completed', tone: 'neutral' },
};

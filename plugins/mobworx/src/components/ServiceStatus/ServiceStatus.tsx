import type { ServiceStatus as Status } from '@internal/plugin-mobworx-common';
import { StatusBadge, StatusBadgeProps } from '@internal/portal-react';
import { statusAppearance } from './serviceStatus';

/** How a service is: colour, icon and text. */
export function ServiceStatus(props: {
  status: Status;
  variant?: StatusBadgeProps['variant'];
}) {
  const { label, tone, icon } = statusAppearance[props.status];
  return (
    <StatusBadge
      tone={tone}
      label={label}
      icon={icon}
      variant={props.variant}
    />
  );
}

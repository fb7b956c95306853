import type { Health } from '@internal/plugin-datadog-common';
import { StatusBadge } from '@internal/portal-react';
import { RiVolumeMuteLine } from '@remixicon/react';
import { HEALTH_LOOKS } from '../../words/states';

/**
 * How a service is: the worst of its monitors. What is muted is marked and has no colour of alarm,
 * since somebody knows of it.
 */
export function HealthBadge(props: {
  health: Health;
  variant?: 'pill' | 'plain';
}) {
  const { health, variant } = props;
  const { tone, label } = HEALTH_LOOKS[health.state];
  return health.muted ? (
    <StatusBadge
      tone="neutral"
      label={`${label}, muted`}
      icon={RiVolumeMuteLine}
      variant={variant}
    />
  ) : (
    <StatusBadge tone={tone} label={label} variant={variant} />
  );
}

import type {
  StabilityPoint,
  StabilityTarget,
} from '@internal/plugin-bugsnag-common';
import { StatusBadge } from '@internal/portal-react';
import { formatShare, judge, shareOf } from '../../words/stabilityWords';

/** The share without crashes, and whether it reaches the team's target; or that nothing was counted. */
export function StabilityBadge(props: {
  stability: Pick<StabilityPoint, 'sessionStability' | 'userStability'>;
  target: StabilityTarget | undefined;
  /** Leaves the verdict to the icon's colour and the words elsewhere. */
  isShort?: boolean;
}) {
  const { stability, target, isShort } = props;
  const share = shareOf(stability, target);
  if (share === undefined) {
    return <StatusBadge tone="neutral" label="Not used yet" variant="plain" />;
  }
  const { tone, verdict } = judge(share, target);
  const label =
    verdict && !isShort
      ? `${formatShare(share)}, ${verdict}`
      : formatShare(share);
  return <StatusBadge tone={tone} label={label} variant="plain" />;
}

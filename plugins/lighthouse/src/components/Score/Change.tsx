import type { ChangeDirection } from '@internal/plugin-lighthouse-common';
import {
  RemixiconComponentType,
  RiArrowRightDownLine,
  RiArrowRightUpLine,
  RiEqualLine,
  RiQuestionLine,
} from '@remixicon/react';
import { StatusBadge, StatusTone } from '@internal/portal-react';

const LOOKS: Record<
  ChangeDirection,
  { tone: StatusTone; icon: RemixiconComponentType; word: string }
> = {
  better: { tone: 'success', icon: RiArrowRightUpLine, word: 'better' },
  worse: { tone: 'failure', icon: RiArrowRightDownLine, word: 'worse' },
  same: { tone: 'neutral', icon: RiEqualLine, word: 'the same' },
  added: { tone: 'neutral', icon: RiQuestionLine, word: 'only in the later' },
  removed: {
    tone: 'neutral',
    icon: RiQuestionLine,
    word: 'only in the earlier',
  },
  unknown: { tone: 'neutral', icon: RiQuestionLine, word: 'not comparable' },
};

/** Which way something went since an earlier audit, and by how much. */
export function Change(props: {
  direction: ChangeDirection;
  /** By how much, with its unit and without a sign; nothing where no number says it. */
  amount?: string;
}) {
  const { direction, amount } = props;
  const { tone, icon, word } = LOOKS[direction];
  const counts = direction === 'better' || direction === 'worse';
  return (
    <StatusBadge
      tone={tone}
      icon={icon}
      variant="plain"
      label={counts && amount ? `${amount} ${word}` : word}
    />
  );
}

/** By how many points of a hundred a score changed. */
export function pointsOf(change: number | null): string | undefined {
  if (change === null) {
    return undefined;
  }
  const points = Math.abs(Math.round(change * 100));
  return points === 1 ? '1 point' : `${points} points`;
}

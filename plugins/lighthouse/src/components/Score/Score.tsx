import { StatusBadge } from '@internal/portal-react';
import { scoreText, toneOf } from './score';

/** A category’s score as colour, icon and number. */
export function Score(props: {
  score: number | null | undefined;
  /** `pill` stands out; `plain` sits in a table or a line of text. */
  variant?: 'pill' | 'plain';
}) {
  const { score, variant = 'plain' } = props;
  return (
    <StatusBadge
      tone={toneOf(score)}
      label={scoreText(score)}
      variant={variant}
    />
  );
}

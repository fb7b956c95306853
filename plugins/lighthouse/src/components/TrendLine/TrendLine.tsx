import type { CategoryTrend } from '@internal/plugin-lighthouse-common';
import { scoreText, toneOf } from '../Score';
import styles from './TrendLine.module.css';
import { stretchesOf } from './stretches';

// Written out for screen readers; more would not be listened to.
const SPOKEN = 5;

/** What the line shows, in words. */
function describe(of: string, scores: CategoryTrend['scores']): string {
  const last = scores.slice(-SPOKEN).map(scoreText);
  return `Trend of ${of}, oldest first: ${last.join(', ')}`;
}

/**
 * The scores of a category over the last audits as a small line. Where a score isn’t available the
 * line has a gap; a single score is drawn flat.
 */
export function TrendLine(props: {
  /** Which category, of what. */
  of: string;
  /** The oldest first. */
  scores: CategoryTrend['scores'];
}) {
  const { of, scores } = props;
  const stretches = stretchesOf(scores);
  if (stretches.length === 0) {
    return null;
  }
  const text = describe(of, scores);
  return (
    <svg
      className={styles.line}
      data-tone={toneOf(scores.at(-1))}
      viewBox="0 0 100 28"
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      {stretches.map(path => (
        <polyline key={path} points={path} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}

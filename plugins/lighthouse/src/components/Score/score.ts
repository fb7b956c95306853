import type { AuditCategory } from '@internal/plugin-lighthouse-common';
import type { StatusTone } from '@internal/portal-react';

// Lighthouse’s own bounds: green from 90, orange from 50, red below.
const GOOD = 90;
const POOR = 50;

/** A score as Lighthouse’s report shows it, in whole percent; nothing for one that isn’t available. */
export function percentOf(score: number | null | undefined) {
  return score === null || score === undefined
    ? undefined
    : Math.round(score * 100);
}

/** A score in words: one that isn’t available is not one of 0. */
export function scoreText(score: number | null | undefined): string {
  const percent = percentOf(score);
  return percent === undefined ? 'Not available' : `${percent} %`;
}

/** What a score means to the reader. */
export function toneOf(score: number | null | undefined): StatusTone {
  const percent = percentOf(score);
  if (percent === undefined) {
    return 'neutral';
  }
  if (percent >= GOOD) {
    return 'success';
  }
  return percent >= POOR ? 'warning' : 'failure';
}

/** The categories of several audits: each once, in the order in which they are first met. */
export function categoriesOf(
  lists: Pick<AuditCategory, 'id' | 'title'>[][],
): { id: string; title: string }[] {
  const found = new Map<string, string>();
  for (const { id, title } of lists.flat()) {
    if (!found.has(id)) {
      found.set(id, title);
    }
  }
  return [...found].map(([id, title]) => ({ id, title }));
}

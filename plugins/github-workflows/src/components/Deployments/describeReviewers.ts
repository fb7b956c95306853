import type { Reviewer } from '@internal/plugin-github-workflows-common';

/** `lee-moran, robin-hale or the team Platform`; empty without anybody. */
export function describeReviewers(reviewers: Reviewer[]): string {
  const names = reviewers.map(({ type, name }) =>
    type === 'team' ? `the team ${name}` : name,
  );
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

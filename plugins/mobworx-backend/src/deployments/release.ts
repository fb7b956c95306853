/** Which release of a service runs, as somebody tells it. */
export interface Release {
  version?: string;
  /** SHA of git, which may be a short one. */
  commit?: string;
}

const SHA = /^[0-9a-f]{7,64}$/i;

/**
 * What a service says of itself, without what is no commit: some say what their build was told, such
 * as `unknown`.
 *
 * @param state - what was stored of its health
 * @param deployedAt - when it was deployed, as others say: before that, it spoke of another release
 */
export function releaseOf(
  state: (Release & { lastGoodAt?: string }) | undefined,
  deployedAt: string | undefined,
): Release {
  const { version, commit, lastGoodAt } = state ?? {};
  const isOver =
    deployedAt !== undefined &&
    lastGoodAt !== undefined &&
    Date.parse(deployedAt) > Date.parse(lastGoodAt);
  return isOver
    ? {}
    : { version, commit: commit && SHA.test(commit) ? commit : undefined };
}

/** Whether two SHAs, either of which may be a short one, are those of one commit. */
export function isSameCommit(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** Whether two may be the same release: by their commits, without these by their versions. */
export function isSameRelease(one: Release, other: Release): boolean {
  if (one.commit && other.commit) {
    return isSameCommit(one.commit, other.commit);
  }
  return (
    !one.version ||
    !other.version ||
    one.version.replace(/^v/, '') === other.version.replace(/^v/, '')
  );
}

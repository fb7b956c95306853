import { DeployFrom, RefType } from '@internal/plugin-github-workflows-common';

// A pattern is at most as long as a ref; more would be no pattern of GitHub's.
const MAX_PATTERN = 255;
const PARTS = /\*\*\/|\*+|\?|\[[^\]/]+\]|\\.|[^*?[\\]|\[|\\/gsu;
const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');

/**
 * Whether a branch or tag may deploy to an environment.
 *
 * @param isProtected - whether GitHub protects the branch; undefined when that isn't known
 */
export function mayDeploy(
  deployFrom: DeployFrom,
  ref: { name: string; type: RefType },
  isProtected: boolean | undefined,
): 'yes' | 'no' | 'unknown' {
  switch (deployFrom.kind) {
    case 'all':
      return 'yes';
    case 'protected_branches':
      if (ref.type === 'tag') {
        return 'no';
      }
      return isProtected === undefined ? 'unknown' : yesOrNo(isProtected);
    case 'patterns':
      return yesOrNo(
        deployFrom.patterns.some(
          pattern =>
            pattern.type === ref.type && matchesPattern(pattern.name, ref.name),
        ),
      );
    default:
      return 'unknown';
  }
}

/**
 * Matches as Ruby's `File.fnmatch` with `FNM_PATHNAME`, which GitHub's reference of deployment
 * branch policies names: `*` and `?` stop at a slash, a doubled star with a slash is any number of folders, `[ab]` one
 * of these, and a leading dot is matched by a dot alone.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  return (
    pattern.length <= MAX_PATTERN &&
    matchesFrom(pattern.match(PARTS) ?? [], name, 0, 0, new Set())
  );
}

/** Tries each place of a star once, so that the time is that of pattern × name at most. */
function matchesFrom(
  parts: string[],
  name: string,
  part: number,
  at: number,
  tried: Set<number>,
): boolean {
  if (part === parts.length) {
    return at === name.length;
  }
  const key = part * (name.length + 1) + at;
  if (tried.has(key)) {
    return false;
  }
  tried.add(key);
  const next = (place: number) =>
    matchesFrom(parts, name, part + 1, place, tried);
  const current = parts[part];
  const isLeadingDot = name[at] === '.' && (at === 0 || name[at - 1] === '/');
  if (current === '**/') {
    const folders = [...name.slice(at).matchAll(/\//g)];
    return [at, ...folders.map(({ index }) => at + index + 1)].some(next);
  }
  if (current.startsWith('*')) {
    if (isLeadingDot) {
      return false;
    }
    for (let place = at; ; place += 1) {
      if (next(place)) {
        return true;
      }
      if (place >= name.length || name[place] === '/') {
        return false;
      }
    }
  }
  const character = String.fromCodePoint(name.codePointAt(at) ?? 0);
  return (
    at < name.length &&
    matchesOne(current, character, isLeadingDot) &&
    next(at + character.length)
  );
}

function matchesOne(
  part: string,
  character: string,
  isLeadingDot: boolean,
): boolean {
  if (part === '?') {
    return character !== '/' && !isLeadingDot;
  }
  if (part.length > 2 && part.startsWith('[')) {
    return character !== '/' && !isLeadingDot && isInSet(part, character);
  }
  return character === (part.length > 1 ? part.slice(1) : part);
}

/** `[a-c]`, or `[!a-c]` and `[^a-c]` for all others. */
function isInSet(set: string, character: string): boolean {
  const isNegated = /^\[[!^]/.test(set);
  const members = [...set.slice(isNegated ? 2 : 1, -1)];
  let isIn = false;
  for (let index = 0; index < members.length; index += 1) {
    const isRange = members[index + 1] === '-' && index + 2 < members.length;
    isIn ||= isRange
      ? members[index] <= character && character <= members[index + 2]
      : members[index] === character;
    index += isRange ? 2 : 0;
  }
  return isIn !== isNegated;
}

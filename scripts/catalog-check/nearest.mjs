/**
 * The candidate that a mistyped word was most likely meant to be, or undefined when none is near.
 * Near: at most a third of the letters differ, and never more than three.
 * @param {string} word
 * @param {Iterable<string>} candidates
 */
export function nearest(word, candidates) {
  let best;
  let smallest = Math.min(3, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const difference = distance(word.toLowerCase(), candidate.toLowerCase());
    if (difference < smallest) {
      smallest = difference;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein: how many letters to add, drop or change. */
function distance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(change, previous[j] + 1, current[j - 1] + 1);
    }
    previous = current;
  }
  return previous[b.length];
}

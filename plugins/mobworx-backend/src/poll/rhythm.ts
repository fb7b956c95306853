// How often the scheduler looks whether a task is due, unless the task is due more often.
const SCHEDULER_CHECKS_MS = 5_000;

/**
 * The frequency of a task for which a look is never further from the last than `everyMs`: the
 * scheduler starts it late by up to the time between two of its checks.
 */
export function frequencyFor(everyMs: number): number {
  return everyMs >= 2 * SCHEDULER_CHECKS_MS
    ? everyMs - SCHEDULER_CHECKS_MS
    : Math.ceil(everyMs / 2);
}

/**
 * How long a service may be left alone after failures, so that it is asked again at the next look
 * at its health.
 */
export function healthPauseFor(everyMs: number, timeoutMs: number): number {
  const frequency = frequencyFor(everyMs);
  return Math.max(1, Math.min(frequency / 2, frequency - timeoutMs));
}

/**
 * How long a look waits after the start of its round, so that not all of them start at once. It is
 * the same in every round, so that the looks at one service keep their distance.
 */
export function jitterFor(name: string, everyMs: number): number {
  let hash = 0;
  for (const character of name) {
    hash = (hash * 31 + character.codePointAt(0)!) % 1_000;
  }
  return Math.round(
    (hash / 1_000) * Math.min(frequencyFor(everyMs) / 10, 2_000),
  );
}

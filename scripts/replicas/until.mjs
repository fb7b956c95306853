import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something holds.
 *
 * @param what - a sentence that says what should hold, for the error
 * @param holds - asked again and again; what it throws counts as no
 * @param options.seconds - how long
 * @returns the first truthy answer
 */
export async function until(what, holds, { seconds = 60, everyMs = 250 } = {}) {
  const deadline = Date.now() + seconds * 1_000;
  let last;
  for (;;) {
    try {
      const answer = await holds();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(
        `Within ${seconds} s this did not come true: ${what}${last ? ` (${last.message})` : ''}`,
      );
    await sleep(everyMs);
  }
}

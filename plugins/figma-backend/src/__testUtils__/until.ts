/** Tries until there is an answer; the test's own time limit ends it. */
export async function until<T>(
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const answer = await attempt();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

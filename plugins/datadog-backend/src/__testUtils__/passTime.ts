let passedMs = 0;

/** Lets the caches of this process believe that this much time went by. */
export function passTime(milliseconds: number): void {
  passedMs += milliseconds;
  const { now } = performance;
  if (!jest.isMockFunction(now)) {
    const real = now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => real() + passedMs);
  }
}

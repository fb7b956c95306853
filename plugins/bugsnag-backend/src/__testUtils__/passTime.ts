let passedMs = 0;

function follow(clock: { now(): number }): void {
  const { now } = clock;
  if (!jest.isMockFunction(now)) {
    const real = now.bind(clock);
    jest.spyOn(clock, 'now').mockImplementation(() => real() + passedMs);
  }
}

/** Lets this process believe that this much time went by: its caches and its wall clock. */
export function passTime(milliseconds: number): void {
  passedMs += milliseconds;
  follow(performance);
  follow(Date);
}

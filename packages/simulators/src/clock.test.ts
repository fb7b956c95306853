import { ManualClock, RealClock } from './clock';

describe('the manual clock', () => {
  it('runs what falls due, in order, with the time of each', () => {
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    const start = clock.now();
    const log: [string, number][] = [];
    const note = (name: string) => log.push([name, clock.now() - start]);
    clock.schedule(20, () => note('b'));
    clock.schedule(10, () => {
      note('a');
      clock.schedule(5, () => note('a, later'));
    });
    clock.schedule(20, () => note('b, second'));
    clock.schedule(31, () => note('too late'));
    clock.schedule(12, () => note('called off'))();
    clock.advance(30);
    expect(log).toEqual([
      ['a', 10],
      ['a, later', 15],
      ['b', 20],
      ['b, second', 20],
    ]);
    expect(clock.now() - start).toBe(30);
    clock.drain();
    expect(log.at(-1)).toEqual(['too late', 31]);
  });

  it('refuses what is no date, and does not drain for ever', () => {
    expect(() => new ManualClock('tomorrow')).toThrow('Not a date: tomorrow');
    const clock = new ManualClock();
    const again = () => clock.schedule(1, again);
    again();
    expect(() => clock.drain()).toThrow('does not come to rest');
    clock.clear();
    clock.drain();
  });
});

describe('the real clock', () => {
  it('runs at its speed', async () => {
    const clock = new RealClock(1000);
    const before = clock.now();
    await new Promise<void>(resolve => clock.schedule(20_000, resolve));
    expect(clock.now() - before).toBeGreaterThanOrEqual(19_000);
    expect(() => new RealClock(0)).toThrow('above 0');
  });
});

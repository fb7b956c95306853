import { frequencyFor, healthPauseFor, jitterFor } from './rhythm';

// How long after a task is due the scheduler may start it: TaskWorker of @backstage/backend-defaults.
const lateness = (frequencyMs: number) => Math.min(frequencyMs, 5_000);

const rhythms = [100, 1_000, 4_000, 10_000, 30_000, 900_000];

it.each(rhythms)(
  'looks every %d ms at the latest, with a frequency that leaves the scheduler its time',
  everyMs => {
    const frequency = frequencyFor(everyMs);
    expect(frequency + lateness(frequency)).toBeLessThanOrEqual(everyMs);
    expect(frequency).toBeGreaterThanOrEqual(everyMs / 2);
  },
);

it.each(rhythms)(
  'spreads looks over a tenth of %d ms, the same service always alike',
  everyMs => {
    const names = Array.from({ length: 200 }, (_, index) => `env-${index}/x`);
    const waits = names.map(name => jitterFor(name, everyMs));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(
      Math.min(everyMs / 10, 2_000),
    );
    expect(names.map(name => jitterFor(name, everyMs))).toEqual(waits);
    expect(new Set(waits).size).toBeGreaterThan(
      everyMs < 1_000 ? 3 : names.length / 10,
    );
  },
);

it('leaves a failing service alone for less than until the next look', () => {
  expect(healthPauseFor(30_000, 3_000)).toBe(12_500);
  expect(healthPauseFor(4_000, 1_500)).toBe(500);
  // Looks that take longer than the rhythm follow each other at once.
  expect(healthPauseFor(1_000, 3_000)).toBe(1);
});

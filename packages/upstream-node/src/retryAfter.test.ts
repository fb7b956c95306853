import { retryAfterMs } from './retryAfter';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

it.each<[string, string | null, number]>([
  ['seconds', '30', 30_000],
  ['a date', 'Thu, 01 Jan 2026 00:02:00 GMT', 120_000],
  ['no header', null, 60_000],
  ['nothing', ' ', 60_000],
  ['what it is not', 'soon', 60_000],
  ['at once', '0', 1_000],
  ['a time that is over', 'Wed, 31 Dec 2025 00:00:00 GMT', 1_000],
  ['a year', String(365 * 86_400), 31 * DAY],
])('waits as %s says', (_name, header, expected) => {
  expect(retryAfterMs(header, { usualMs: 60_000, now: NOW })).toBe(expected);
});

it('waits no longer than its caller allows', () => {
  const options = { usualMs: 1_000, longestMs: 5_000, now: NOW };
  expect(retryAfterMs('3600', options)).toBe(5_000);
});

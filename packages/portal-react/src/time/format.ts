import { DateTime } from 'luxon';

/**
 * How long ago something was, such as `3 minutes ago`.
 *
 * @param iso - ISO 8601
 * @param now - milliseconds since 1970
 * @returns `just now` below ten seconds, and for a time in the future: clocks differ
 */
export function formatAge(iso: string, now: number): string {
  const then = DateTime.fromISO(iso);
  if (!then.isValid) {
    return 'at an unknown time';
  }
  if (now - then.toMillis() < 10_000) {
    return 'just now';
  }
  return (
    then.toRelative({ base: DateTime.fromMillis(now), locale: 'en' }) ?? iso
  );
}

/** The exact time, with the time zone of the reader. */
export function formatExactTime(iso: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toFormat("yyyy-MM-dd HH:mm:ss 'UTC'ZZ")
    : `unreadable time ${iso}`;
}

/**
 * A duration in its two largest units, such as `1h 5m` or `42s`.
 *
 * @param milliseconds - below zero counts as zero: clocks differ
 */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const units: [string, number][] = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3_600) % 24],
    ['m', Math.floor(seconds / 60) % 60],
    ['s', seconds % 60],
  ];
  const first = units.findIndex(([, value]) => value > 0);
  if (first === -1) {
    return '0s';
  }
  return units
    .slice(first, first + 2)
    .filter(([, value]) => value > 0)
    .map(([unit, value]) => `${value}${unit}`)
    .join(' ');
}

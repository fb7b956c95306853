const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people say it, such as `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log10(Math.max(1, bytes)) / 3),
  );
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** step);
}

/** The day of a time, such as `Dec 5, 2026`, where the reader is. */
export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(
    new Date(iso),
  );
}

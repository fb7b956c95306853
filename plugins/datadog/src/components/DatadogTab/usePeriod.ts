import { Period, periods } from '@internal/plugin-datadog-common';
import { useViewParam } from '@internal/portal-react';

const DEFAULT: Period = '4h';

/** How far back charts and events go, in words. */
export const PERIOD_WORDS: Record<Period, string> = {
  '1h': '1 hour',
  '4h': '4 hours',
  '1d': '1 day',
  '1w': '1 week',
};

/** How far back charts and events go, kept in the address. */
export function usePeriod(): [Period, (period: Period) => void] {
  const [period, change] = useViewParam('period', periods);
  return [
    period ?? DEFAULT,
    next => change(next === DEFAULT ? undefined : next, { replace: true }),
  ];
}

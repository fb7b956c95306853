import { ratingOf } from '@internal/plugin-sonarqube-insights-common';

/** How a measure is written. */
export type Unit = 'count' | 'percent' | 'minutes' | 'rating';

// SonarQube counts effort in working days.
const MINUTES_A_DAY = 8 * 60;

const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Effort in its two largest units, such as `2d 3h`; a day has eight hours. */
function formatEffort(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const units: [string, number][] = [
    ['d', Math.floor(whole / MINUTES_A_DAY)],
    ['h', Math.floor((whole % MINUTES_A_DAY) / 60)],
    ['min', whole % 60],
  ];
  const said = units.filter(([, value]) => value > 0).slice(0, 2);
  return said.length > 0
    ? said.map(([unit, value]) => `${value}${unit}`).join(' ')
    : '0min';
}

/** A measure with its unit. */
export function formatMeasure(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${oneDigit.format(value)}%`;
    case 'minutes':
      return formatEffort(value);
    case 'rating':
      return ratingOf(value) ?? oneDigit.format(value);
    default:
      return Number.isInteger(value)
        ? wholeNumber.format(value)
        : oneDigit.format(value);
  }
}

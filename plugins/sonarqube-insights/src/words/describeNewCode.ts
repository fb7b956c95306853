import type { NewCodePeriod } from '@internal/plugin-sonarqube-insights-common';

const spacesOf = (mode: string) =>
  mode.toLocaleLowerCase('en-US').replaceAll('_', ' ');

/** What counts as new code, in words that follow “New code is …”. */
export function describeNewCode(period: NewCodePeriod): string {
  const { mode, parameter } = period;
  switch (mode.toLocaleUpperCase('en-US')) {
    case 'PREVIOUS_VERSION':
      return parameter
        ? `what changed since version ${parameter}`
        : 'what changed since the previous version';
    case 'NUMBER_OF_DAYS':
    case 'DAYS':
      return parameter
        ? `what changed in the last ${parameter} days`
        : 'what changed in the last days';
    case 'REFERENCE_BRANCH':
      return parameter
        ? `what differs from the branch ${parameter}`
        : 'what differs from another branch';
    case 'SPECIFIC_ANALYSIS':
      return 'what changed since a certain analysis';
    default:
      return `set by “${spacesOf(mode)}”${parameter ? ` (${parameter})` : ''}`;
  }
}

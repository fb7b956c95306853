import {
  errorStatuses,
  ErrorStatus,
  Period,
  severities,
  Severity,
} from '@internal/plugin-bugsnag-common';
import type { StatusTone } from '@internal/portal-react';

/** A word of Bugsnag's as people read it, and what it means to them. */
export interface Described {
  label: string;
  tone: StatusTone;
}

const SEVERITIES: Record<Severity, Described> = {
  error: { label: 'Error', tone: 'failure' },
  warning: { label: 'Warning', tone: 'warning' },
  info: { label: 'Info', tone: 'neutral' },
};

const STATUSES: Record<ErrorStatus, Described> = {
  open: { label: 'Open', tone: 'warning' },
  'in progress': { label: 'In progress', tone: 'running' },
  for_review: { label: 'For review', tone: 'waiting' },
  snoozed: { label: 'Snoozed', tone: 'neutral' },
  fixed: { label: 'Fixed', tone: 'success' },
  ignored: { label: 'Ignored', tone: 'neutral' },
};

/** One that a newer Bugsnag may have: shown as it is written. */
function asWritten(word: string): Described {
  const text = word.replaceAll('_', ' ');
  return {
    label: text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1),
    tone: 'neutral',
  };
}

export const describeSeverity = (word: string): Described =>
  SEVERITIES[word as Severity] ?? asWritten(word);

export const describeStatus = (word: string): Described =>
  STATUSES[word as ErrorStatus] ?? asWritten(word);

/** What can be chosen, in words. */
export const severityOptions = severities.map(id => ({
  id,
  label: SEVERITIES[id].label,
}));
export const statusOptions = errorStatuses.map(id => ({
  id,
  label: STATUSES[id].label,
}));

/** Periods as they follow “in the”. */
export const PERIODS: Record<Period, string> = {
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};

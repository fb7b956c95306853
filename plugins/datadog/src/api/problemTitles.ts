import {
  DatadogErrorCode,
  datadogErrorCodes,
  Problem,
} from '@internal/plugin-datadog-common';
import {
  formatExactTime,
  ProblemError,
  upstreamTitles,
} from '@internal/portal-react';

/** What went wrong, as a heading. Codes about the viewer or the request have those of their status. */
const TITLES: Partial<Record<DatadogErrorCode, string>> = {
  ...upstreamTitles('datadog', 'Datadog'),
  annotation_missing: 'Nothing in Datadog is named',
  annotation_malformed: 'An annotation is malformed',
  service_name_missing: 'No service in Datadog is named',
  not_configured: 'Datadog isn’t connected yet',
  environment_unknown: 'The portal has no such environment',
  slo_not_found: 'Datadog has no such SLO of this component',
  datadog_api_key_rejected: 'Datadog rejects the portal’s API key',
  datadog_application_key_rejected:
    'Datadog rejects the portal’s application key',
  datadog_scope_missing: 'The portal’s application key lacks a scope',
  datadog_forbidden: 'Datadog doesn’t let the portal in',
  datadog_not_found: 'Datadog has nothing at this address',
};

/** The heading of a code, unless the code is none of ours or about the viewer. */
export function problemTitle(code: unknown): string | undefined {
  const known = datadogErrorCodes.find(one => one === code);
  return known && TITLES[known];
}

/** What to do about a problem, and when the portal asks again by itself. */
export function remedyOf({ remedy, resumesAt }: Problem): string {
  return resumesAt
    ? `${remedy} The portal asks again at ${formatExactTime(resumesAt)}.`
    : remedy;
}

/** Why what Datadog knows can’t be shown, with a heading, a code and a remedy of its own. */
export class DatadogProblemError extends ProblemError {
  constructor(problem: Problem) {
    super(
      { ...problem, remedy: remedyOf(problem) },
      problemTitle(problem.code) ?? 'Datadog can’t be shown',
    );
  }
}

import { BugsnagError, errorUrl } from '@internal/plugin-bugsnag-common';
import type { ErrorAnswer } from '../upstream/answers';
import type { FoundProject } from './Projects';

/** An address that may stand in a link; no other protocol than these. */
export function webUrlOf(text: string | null | undefined): string | undefined {
  if (!text || text.length > 2000 || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : undefined;
}

/** An error in the form of the contract. */
export function presentError(
  error: ErrorAnswer,
  { linked }: FoundProject,
): BugsnagError {
  const firstSeen = error.first_seen_unfiltered ?? error.first_seen;
  const lastSeen = error.last_seen_unfiltered ?? error.last_seen;
  return {
    id: error.id,
    errorClass: error.error_class ?? 'Error without a class',
    message: error.message ?? '',
    ...(error.context && { context: error.context }),
    severity: error.overridden_severity ?? error.severity ?? 'unknown',
    status: error.status ?? 'unknown',
    events: error.events,
    users: error.users,
    stages: error.release_stages,
    ...(firstSeen && { firstSeen }),
    ...(lastSeen && { lastSeen }),
    issues: error.linked_issues.flatMap(({ key, number, url }) => {
      const address = webUrlOf(url);
      const label = key ?? (number ? `#${number}` : 'Issue');
      return address ? [{ label, url: address }] : [];
    }),
    comments: error.comment_count,
    url: errorUrl(linked, error.id),
  };
}

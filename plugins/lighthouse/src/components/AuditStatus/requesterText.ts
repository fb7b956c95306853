import { parseEntityRef } from '@backstage/catalog-model';
import type { AuditRequester } from '@internal/plugin-lighthouse-common';

/** Who wanted an audit; nothing when nobody knows. */
export function requesterText(requester: AuditRequester): string | undefined {
  switch (requester.type) {
    case 'schedule':
      return 'by the schedule';
    case 'user':
      return `by ${parseEntityRef(requester.userRef).name}`;
    case 'service':
      return `by ${requester.subject}`;
    default:
      return undefined;
  }
}

import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { isCodedError } from '@internal/upstream-node';
import type { Request } from 'express';

/** Something that the framework's auditor is told of. */
export interface AuditedDeed {
  eventId: 'audit-create' | 'audit-delete';
  request: Request;
  meta: JsonObject;
}

/** Does something and tells the auditor of it, whichever way it ends; refusals too. */
export async function audited<T>(
  auditor: AuditorService,
  deed: AuditedDeed,
  perform: (tell: (meta: JsonObject) => void) => Promise<T>,
): Promise<T> {
  let { meta } = deed;
  const event = await auditor.createEvent({ ...deed, severityLevel: 'medium' });
  try {
    const answer = await perform(more => {
      meta = { ...meta, ...more };
    });
    await event.success({ meta });
    return answer;
  } catch (error) {
    // Its sentence may quote what was sent; its code doesn't.
    const code = isCodedError(error) ? error.code : (error as Error).name;
    await event.fail({ meta, error: new Error(code) });
    throw error;
  }
}

/** An address as it may be kept: without what comes before an @ and after a ?. */
export function withoutSecrets(url: string): string {
  return (
    url
      .trim()
      .replace(/[\t\n\r]/g, '')
      // Browsers read `https:\\sam:pw@host` and `https:sam:pw@host` as an address too, and take what
      // comes before the last @ for the name.
      .replace(
        /^(?:([a-z][a-z0-9+.-]*:)[/\\]+|(https?:))?[^/\\?#]*@/i,
        (_all, scheme = '', web = '') => `${scheme}${web}//`,
      )
      .replace(/[?#].*$/s, '')
      // Last: cut before its @, a password would look like a host.
      .slice(0, 500)
  );
}

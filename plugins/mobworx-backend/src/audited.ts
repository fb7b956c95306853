import { AuditorService } from '@backstage/backend-plugin-api';
import { isCodedError } from '@internal/upstream-node';
import { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Something that the framework's auditor is told of. */
export interface AuditedDeed {
  eventId: string;
  request: Request;
  /** Nothing secret, and no values that people have typed in for a service. */
  meta: JsonObject;
}

/** Does something and tells the auditor of it, whichever way it ends; refusals too. */
export async function audited<T>(
  auditor: AuditorService,
  deed: AuditedDeed,
  perform: (tell: (meta: JsonObject) => void) => Promise<T>,
): Promise<T> {
  let meta: JsonObject = {};
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

import { ResponseError } from '@backstage/errors';
import type { MobworxErrorCode } from '@internal/plugin-mobworx-common';

/** An error as the backend answers it. */
export interface BackendError {
  status: number;
  name?: string;
  message: string;
  code?: MobworxErrorCode;
  remedy?: string;
}

/** The error that the client throws on an error answer of the backend. */
export function makeResponseError(error: BackendError): Promise<ResponseError> {
  const { status, name = 'Error', message, code, remedy } = error;
  const body = JSON.stringify({
    error: { name, message, code, remedy },
    response: { statusCode: status },
  });
  // Response itself is missing in jsdom; this is all that ResponseError reads of it.
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: '',
    redirected: false,
    type: 'basic',
    url: '',
    bodyUsed: false,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => body,
  } as unknown as Response);
}

import { ResponseError } from '@backstage/errors';

/** An error as a backend of ours answers it; the codes are those of its family. */
export interface BackendError<Code extends string = string> {
  status: number;
  name?: string;
  message: string;
  code?: Code;
  remedy?: string;
}

/** The error that a client throws on an error answer of its backend. */
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

/**
 * Figma writes errors in two ways: `{status, err}` for files, pictures and comments, and
 * `{error: true, status, message}` for the library, dev resources and webhooks.
 */
export type ErrorForm = 'err' | 'boolean';

/** A refusal of Figma's. */
export class FigmaError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly options: {
      form?: ErrorForm;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
  }
}

/** The body of an error in one of the two forms. */
export function errorBody(status: number, message: string, form: ErrorForm) {
  return form === 'err'
    ? { status, err: message }
    : { error: true, status, message };
}

export const badRequest = (message: string) => new FigmaError(400, message);
export const notFound = () => new FigmaError(404, 'Not found');

import type { Response } from 'express';

/**
 * A refusal in the forms of Datadog: `{"errors": ["…"]}`, and where v2 refuses what it was sent,
 * that of JSON:API.
 */
export class DatadogError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Sends a refusal in the form of the version that was asked. */
export function sendError(path: string, res: Response, error: DatadogError) {
  const isJsonApi = path.startsWith('/api/v2/') && error.status === 400;
  res
    .status(error.status)
    .set(error.headers)
    .json({
      errors: [
        isJsonApi
          ? {
              title: 'Bad Request',
              detail: error.message,
              status: String(error.status),
            }
          : error.message,
      ],
    });
}

export const forbidden = () => new DatadogError(403, 'Forbidden');
export const invalid = (message: string) => new DatadogError(400, message);

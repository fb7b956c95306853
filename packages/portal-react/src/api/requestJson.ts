import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';

/** What a zod schema of a family's `-common` offers to check an answer. */
export interface AnswerSchema<T> {
  safeParse(
    value: unknown,
  ):
    { success: true; data: T } | { success: false; error: { message: string } };
}

/** Options of {@link requestJson}. */
export interface RequestJsonOptions<T> {
  fetchApi: FetchApi;
  /** `plugin://<id>/…` */
  url: string;
  /** What the answer has to look like. */
  schema: AnswerSchema<T>;
  init?: RequestInit;
}

/** The backend answered well, yet with something other than the contract says. */
export class UnexpectedAnswerError extends Error {
  readonly code = 'unexpected_answer';
  readonly remedy =
    'Reload the page: after an upgrade an open page may be older than the backend. If that doesn’t help, tell the platform team.';

  constructor(url: string, detail: string) {
    super(
      `The portal’s backend gave an answer that this page doesn’t understand (${url}: ${detail})`,
    );
    this.name = 'UnexpectedAnswerError';
  }
}

function firstLines(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}

/**
 * Asks one of our backends and checks the answer against the contract.
 *
 * @returns the parsed answer
 * @throws ResponseError when the backend refuses, with its `code` and `remedy` in `cause`
 * @throws UnexpectedAnswerError when the answer isn't JSON or doesn't fit the schema
 */
export async function requestJson<T>(
  options: RequestJsonOptions<T>,
): Promise<T> {
  const { fetchApi, url, schema, init } = options;
  const response = await fetchApi.fetch(url, init);
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new UnexpectedAnswerError(url, 'not JSON');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new UnexpectedAnswerError(url, firstLines(parsed.error.message));
  }
  return parsed.data;
}

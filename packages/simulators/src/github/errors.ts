/**
 * An error that the simulated GitHub answers with. GitHub's error body is
 * `{message, documentation_url, status}` plus `errors` for some.
 * Source: docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export class GithubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly options: {
      documentationPath?: string;
      headers?: Record<string, string>;
      errors?: unknown[] | string;
    } = {},
  ) {
    super(message);
  }

  /** The JSON body; GitHub gives the status as a string. */
  body() {
    return {
      message: this.message,
      ...(this.options.errors ? { errors: this.options.errors } : {}),
      documentation_url: `https://docs.github.com/${this.options.documentationPath ?? 'rest'}`,
      status: String(this.status),
    };
  }
}

/** GitHub answers 404 alike for what is absent and for what the token may not see. */
export const notFound = (documentationPath?: string) =>
  new GithubError(404, 'Not Found', { documentationPath });

/** 401 of an unknown, expired or revoked token. */
export const badCredentials = () => new GithubError(401, 'Bad credentials');

/** 422 in the words of GitHub's request validation. */
export const invalidRequest = (problem: string, documentationPath?: string) =>
  new GithubError(422, `Invalid request.\n\n${problem}`, { documentationPath });

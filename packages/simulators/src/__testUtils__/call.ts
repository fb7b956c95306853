import type { GithubSimulator } from '../github/simulator';

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  body: any;
}

/** Makes a plain request to the API of a simulated GitHub, as nobody or with somebody's token. */
export function caller(github: GithubSimulator, login?: string) {
  return async (
    operation: string,
    options: {
      body?: unknown;
      headers?: Record<string, string>;
      token?: string;
    } = {},
  ): Promise<Answer> => {
    const [method, path] = operation.split(' ');
    const token = options.token ?? (login && `gho_simulated_${login}`);
    const response = await fetch(`${github.apiBaseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/vnd.github+json',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(options.body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const text = await response.text();
    const isJson = response.headers
      .get('content-type')
      ?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  };
}

import { request } from '@playwright/test';

/** A dispatch that the simulated GitHub accepted. */
export interface RecordedDispatch {
  actor: string;
  owner: string;
  repo: string;
  workflow: string;
  ref: string;
  inputs: Record<string, unknown>;
  runId: number;
}

/** A request that the simulated GitHub answered; `login` is the owner of the token. */
export interface RecordedRequest {
  method: string;
  path: string;
  login?: string;
  status: number;
}

/** Which requests fail, and how: the rules of packages/simulators/src/github/faults.ts. */
export interface FaultRule {
  method?: string;
  /** A part of the path, or `pathPattern`, an expression that it matches. */
  path?: string;
  pathPattern?: string;
  fault: { kind: string; [detail: string]: unknown };
  /** How often; for ever when left out. */
  times?: number;
}

/** A push; a file's content `null` removes it. */
export interface PushRequest {
  owner: string;
  repo: string;
  /** Made from the default branch when it is not there. */
  branch: string;
  files: Record<string, string | null>;
  message: string;
  /** Login; the repository's owner when left out. */
  actor?: string;
}

async function call<T>(method: string, path: string, data?: unknown) {
  const baseURL = process.env.SIMULATED_GITHUB_URL;
  const context = await request.newContext({ baseURL });
  try {
    const response = await context.fetch(`/_simulator${path}`, {
      method,
      data,
    });
    if (!response.ok()) {
      throw new Error(
        `The simulated GitHub answered ${response.status()} to ${method} ${path}: ${await response.text()}`,
      );
    }
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  } finally {
    await context.dispose();
  }
}

/** The switches of the simulated GitHub, for a test in another process. */
export const simulatedGithub = {
  /** Back to the seed: repositories, runs, tokens, faults and the record. */
  reset: () => call<void>('POST', '/reset'),

  /** What it was asked since the last reset, oldest first. */
  record: () =>
    call<{ requests: RecordedRequest[]; dispatches: RecordedDispatch[] }>(
      'GET',
      '/record',
    ),

  /** What it has told the portal by webhook since the last reset, with the portal's answers. */
  webhooks: () =>
    call<{ deliveries: Array<{ event: string; status: number }> }>(
      'GET',
      '/webhooks',
    ),

  /** Makes requests fail from now on. */
  addFault: (rule: FaultRule) => call<void>('POST', '/faults', rule),

  /** Makes all requests work again. */
  clearFaults: () => call<void>('DELETE', '/faults'),

  /** Lets the runs of a branch begin, and stay in progress until they are released or cancelled. */
  hold: (branch: string) => call<void>('POST', '/hold', { branch }),

  /** Lets the runs of a branch go on. */
  release: (branch: string) => call<void>('POST', '/release', { branch }),

  /**
   * Ends the tokens that a person's sign-in gave, or with `authorization` also what they are
   * refreshed by.
   */
  endSignIns: (login: string, what: 'tokens' | 'authorization') =>
    call<void>('POST', '/sign-ins/end', { login, what }),

  /** Commits files to a branch, as a push of that person would. */
  push: (commit: PushRequest) => call<{ sha: string }>('POST', '/push', commit),
};

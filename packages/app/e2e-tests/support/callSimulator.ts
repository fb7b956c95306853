import { request } from '@playwright/test';

/** Uses a switch of a simulator; an answer that is none is an error. */
export type CallSimulator = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  data?: unknown,
) => Promise<any>;

/**
 * The switches of a simulator in another process.
 *
 * @param name - of its upstream, for errors
 * @param port - as scripts/e2e.mjs tells it
 */
export function callSimulator(
  name: string,
  port: string | undefined,
): CallSimulator {
  return async (method, path, data) => {
    const context = await request.newContext({
      baseURL: `http://localhost:${port}`,
    });
    try {
      const response = await context.fetch(`/_simulator${path}`, {
        method,
        data,
      });
      if (!response.ok()) {
        throw new Error(
          `The simulated ${name} answered ${response.status()} to ${method} ${path}: ${await response.text()}`,
        );
      }
      const text = await response.text();
      return text ? JSON.parse(text) : undefined;
    } finally {
      await context.dispose();
    }
  };
}

import { request } from '@playwright/test';

/** Address of the simulated WebApp, as the catalog of the portal under test names it. */
export const WEBAPP_SITE = `http://localhost:${process.env.SIMULATED_WEBSITES_PORT}`;

async function call(method: 'POST' | 'DELETE', data?: unknown) {
  const context = await request.newContext({ baseURL: WEBAPP_SITE });
  try {
    const response = await context.fetch('/_simulator/faults', {
      method,
      data,
    });
    if (!response.ok()) {
      throw new Error(
        `The simulated WebApp answered ${response.status()}: ${await response.text()}`,
      );
    }
  } finally {
    await context.dispose();
  }
}

/** The switches of the simulated WebApp, for a test in another process. */
export const simulatedWebapp = {
  /** Answers every request with an error from now on. */
  fail: (status: number) => call('POST', { fault: { kind: 'status', status } }),

  /** Makes all requests work again. */
  mend: () => call('DELETE'),
};

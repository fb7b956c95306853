import { request } from '@playwright/test';

async function call(method: 'POST' | 'DELETE', path: string, data?: unknown) {
  const baseURL = `http://localhost:${process.env.SIMULATED_SONARQUBE_PORT}`;
  const context = await request.newContext({ baseURL });
  try {
    const response = await context.fetch(`/_simulator${path}`, {
      method,
      data,
    });
    if (!response.ok()) {
      throw new Error(
        `The simulated SonarQube answered ${response.status()} to ${method} ${path}: ${await response.text()}`,
      );
    }
  } finally {
    await context.dispose();
  }
}

/** The switches of the simulated SonarQube, for a test in another process. */
export const simulatedSonarqube = {
  /**
   * Makes every request fail from now on; the faults are those of packages/simulators/README.md.
   *
   * @param fault - such as `{ kind: 'status', status: 500 }`
   */
  addFault: (fault: Record<string, unknown>) =>
    call('POST', '/faults', { fault }),

  /** Makes all requests work again. */
  clearFaults: () => call('DELETE', '/faults'),
};

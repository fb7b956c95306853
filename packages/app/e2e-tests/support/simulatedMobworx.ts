import { request } from '@playwright/test';

/** The simulated environments of MobWorx. */
export type SimulatedEnvironment = 'staging' | 'production';

/** The services of one, in the order of their ports. */
const SERVICES = ['appsync', 'stream', 'studio', 'aws'] as const;

async function post(baseURL: string, path: string, data?: unknown) {
  const context = await request.newContext({ baseURL });
  try {
    const response = await context.post(path, { data });
    if (!response.ok()) {
      throw new Error(
        `${baseURL} answered ${response.status()} to ${path}: ${await response.text()}`,
      );
    }
  } finally {
    await context.dispose();
  }
}

const control = () => process.env.SIMULATED_CONTROL_URL!;

function urlOf(
  environment: SimulatedEnvironment,
  service: (typeof SERVICES)[number],
): string {
  const first = process.env[`SIMULATED_${environment.toUpperCase()}_PORT`];
  return `http://localhost:${Number(first) + SERVICES.indexOf(service)}`;
}

/** The switches of the simulated backend of MobWorx, for a test in another process. */
export const simulatedMobworx = {
  /** Ends all services of an environment, as a power cut would. */
  kill: (environment: SimulatedEnvironment) =>
    post(control(), `/${environment}/kill`),

  /** Starts them again from their seeds; also when they run. */
  revive: (environment: SimulatedEnvironment) =>
    post(control(), `/${environment}/revive`),

  /**
   * Lets one service misbehave; the faults are those of packages/simulators/README.md.
   *
   * @param fault - such as `{ kind: 'latency', ms: 1000 }`
   */
  addFault: (
    environment: SimulatedEnvironment,
    service: (typeof SERVICES)[number],
    fault: Record<string, unknown>,
  ) => post(urlOf(environment, service), '/_simulator/faults', { fault }),

  /** A service back to its seed, without faults. */
  reset: (
    environment: SimulatedEnvironment,
    service: (typeof SERVICES)[number],
  ) => post(urlOf(environment, service), '/_simulator/reset'),
};

import { callSimulator } from './callSimulator';

const call = callSimulator('Datadog', process.env.SIMULATED_DATADOG_PORT);

/** The switches of the simulated Datadog, for a test in another process. */
export const simulatedDatadog = {
  /**
   * Makes requests fail from now on; the faults are those of packages/simulators/README.md.
   *
   * @param path - a part of the paths that fail
   * @param fault - such as `{ kind: 'status', status: 500 }`
   */
  addFault: (path: string, fault: Record<string, unknown>) =>
    call('POST', '/faults', { path, fault }),

  /** Makes all requests work again. */
  clearFaults: () => call('DELETE', '/faults'),
};

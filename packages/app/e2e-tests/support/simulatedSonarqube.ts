import { callSimulator } from './callSimulator';

const call = callSimulator('SonarQube', process.env.SIMULATED_SONARQUBE_PORT);

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

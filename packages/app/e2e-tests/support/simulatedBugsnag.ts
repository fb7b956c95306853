import { callSimulator } from './callSimulator';

const call = callSimulator('Bugsnag', process.env.SIMULATED_BUGSNAG_PORT);

/** The switches of the simulated Bugsnag, for a test in another process. */
export const simulatedBugsnag = {
  /**
   * Makes requests fail from now on; the faults are those of packages/simulators/README.md.
   *
   * @param fault - such as `{ kind: 'status', status: 500 }`
   * @param path - a part of the path of what fails; everything when left out
   */
  addFault: (fault: Record<string, unknown>, path = '') =>
    call('POST', '/faults', { fault, path }),

  /** Makes all requests work again. */
  clearFaults: () => call('DELETE', '/faults'),

  /** How often each route was asked, by its path without ids. */
  calls: (): Promise<Record<string, number>> => call('GET', '/calls'),
};

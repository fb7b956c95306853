/**
 * What is tested by mutation, and by which tests: only theirs run for each change, as a change
 * that only a distant test notices would be found late. They build what they test by hand: a test
 * that starts the whole plugin would take seconds for each of a thousand changes.
 *
 * @typedef {object} Subject
 * @property {string} name - for people and `--only`
 * @property {string[]} mutate - files of the backend plugin
 * @property {string[]} tests - files of the backend plugin
 */

/** @type {Subject[]} */
export const subjects = [
  {
    name: 'parser',
    mutate: ['src/workflowFile/*.ts'],
    tests: ['src/workflowFile/*.test.ts'],
  },
  {
    name: 'dispatch',
    mutate: [
      'src/services/DispatchService.ts',
      'src/services/sameDispatch.ts',
      'src/services/DispatchSender.ts',
      'src/services/dispatchRefusal.ts',
      'src/services/refuseUnlessRunnable.ts',
    ],
    tests: [
      'src/services/dispatchOnce.test.ts',
      'src/services/DispatchSender.test.ts',
      'src/services/dispatchRefusal.test.ts',
    ],
  },
  {
    name: 'authorization',
    mutate: ['src/authorization.ts', 'src/permissions/refusals.ts'],
    tests: ['src/authorization.test.ts'],
  },
];

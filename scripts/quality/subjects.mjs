/**
 * What is tested by mutation, and by which tests: only theirs run for each change, as a change
 * that only a distant test notices would be found late.
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
];

/**
 * What the tests of our backends share.
 *
 * @packageDocumentation
 */
export { makeTestServices } from './makeTestServices';
export type { TestAuditor, TestServices } from './makeTestServices';
export { refusal } from './refusal';

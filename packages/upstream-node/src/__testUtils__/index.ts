/**
 * What the tests of our backends share.
 *
 * @packageDocumentation
 */
export { makeTestServices } from './makeTestServices';
export type { TestAuditor, TestServices } from './makeTestServices';
export { refusal } from './refusal';
export { sharedDatabases } from './sharedDatabases';
export type { SharedDatabases } from './sharedDatabases';

/**
 * What the in-memory backends of our front ends share, in tests and in their dev apps.
 *
 * @packageDocumentation
 */
export { makeResponseError } from './errors';
export type { BackendError } from './errors';
export { FakeSignals } from './FakeSignals';

export { describeError } from './describeError';
export type { ErrorDescription } from './describeError';

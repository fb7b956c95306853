export { describeError, isWorthAnotherAttempt } from './describeError';
export type { ErrorDescription } from './describeError';

export { describeError, isWorthAnotherAttempt } from './describeError';
export type { ErrorDescription } from './describeError';
export { ProblemError, rewordRefusal, upstreamTitles } from './ProblemError';

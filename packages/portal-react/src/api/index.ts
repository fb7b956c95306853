export { BackendCalls, entityPath } from './BackendCalls';
export type { BackendCallsOptions } from './BackendCalls';
export { newIdempotencyKey } from './newIdempotencyKey';
export { requestJson, UnexpectedAnswerError } from './requestJson';
export type { AnswerSchema, RequestJsonOptions } from './requestJson';
export { withQuery } from './withQuery';
export type { Query } from './withQuery';

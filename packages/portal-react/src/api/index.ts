export { requestJson, UnexpectedAnswerError } from './requestJson';
export type { AnswerSchema, RequestJsonOptions } from './requestJson';

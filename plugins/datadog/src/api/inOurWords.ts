import { ResponseError } from '@backstage/errors';
import { problemSchema } from '@internal/plugin-datadog-common';
import { DatadogProblemError, problemTitle } from './problemTitles';

/** A refusal that has a heading of its own in its words; anything else as it is. */
export function inOurWords(error: unknown): unknown {
  if (!(error instanceof ResponseError)) {
    return error;
  }
  const { message, code, remedy, resumesAt } = error.cause as Error & {
    code?: string;
    remedy?: string;
    resumesAt?: string;
  };
  const problem = problemSchema.safeParse({ code, message, remedy, resumesAt });
  return problem.success && problemTitle(code)
    ? new DatadogProblemError(problem.data)
    : error;
}

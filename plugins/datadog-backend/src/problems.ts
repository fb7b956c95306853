import type {
  DatadogErrorCode,
  Problem,
} from '@internal/plugin-datadog-common';
import {
  CodedError,
  problem as codedProblem,
  problemOf as toldProblemOf,
} from '@internal/upstream-node';

/** Makes an error of this plugin, with one of its codes. */
export const problem = codedProblem<DatadogErrorCode>;

/** What an error tells, no longer than the contract allows. */
export function problemOf(error: CodedError): Problem {
  const { code, message, remedy } = toldProblemOf(error);
  const { resumesAt } = error as { resumesAt?: string };
  return {
    code,
    message: message.slice(0, 500),
    remedy: remedy.slice(0, 500),
    ...(resumesAt && { resumesAt }),
  };
}

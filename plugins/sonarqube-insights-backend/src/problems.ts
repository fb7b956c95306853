import type {
  Problem,
  SonarqubeInsightsErrorCode,
} from '@internal/plugin-sonarqube-insights-common';
import {
  CodedError,
  problem as codedProblem,
  problemOf as toldProblemOf,
} from '@internal/upstream-node';

/** Makes an error of this plugin, with one of its codes. */
export const problem = codedProblem<SonarqubeInsightsErrorCode>;

/** What an error tells, no longer than the contract allows: a branch's name may be long. */
export function problemOf(error: CodedError): Problem {
  const { code, message, remedy } = toldProblemOf(error);
  return { code, message: message.slice(0, 500), remedy: remedy.slice(0, 500) };
}

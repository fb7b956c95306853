import {
  CodedError,
  isCodedError,
  UpstreamError,
  UpstreamFailure,
} from '@internal/upstream-node';
import { ProjectRef } from '@internal/plugin-sonarqube-insights-common';
import type { InstanceConfig } from '../config';
import { problem } from '../problems';

/** What is asked for: a project, and of it a branch or a pull request. */
export interface Subject {
  project?: ProjectRef;
  branch?: string;
  pullRequest?: string;
}

const ADMIN = 'If it stays so, tell the platform team.';

/** Which server, in the words of errors. */
export const titleOf = ({ name }: Pick<InstanceConfig, 'name'>) =>
  name === 'default' ? 'SonarQube' : `SonarQube (${name})`;

const failures: Record<
  UpstreamFailure,
  (title: string) => Parameters<typeof problem>
> = {
  timeout: title => [
    'unavailable',
    'sonarqube_timeout',
    `${title} didn't answer in time.`,
    `Try again in a moment; it may be busy with an analysis. ${ADMIN}`,
  ],
  aborted: title => [
    'unavailable',
    'sonarqube_timeout',
    `The call to ${title} was given up.`,
    'Try again.',
  ],
  unreachable: title => [
    'unavailable',
    'sonarqube_unreachable',
    `The portal can't reach ${title}.`,
    'Tell the platform team: see whether it runs and whether the portal may connect to it.',
  ],
  paused: title => [
    'unavailable',
    'sonarqube_paused',
    `${title} failed several times in a row, so the portal leaves it alone for a moment.`,
    `Try again in ten seconds. ${ADMIN}`,
  ],
  overloaded: title => [
    'unavailable',
    'sonarqube_overloaded',
    `Too many of the portal's calls are waiting for ${title}.`,
    'Try again in a moment.',
  ],
  truncated: title => [
    'unavailable',
    'sonarqube_answer_truncated',
    `The answer of ${title} broke off.`,
    `Try again. ${ADMIN}`,
  ],
  'too-large': title => [
    'unavailable',
    'sonarqube_answer_too_large',
    `${title} gave an answer that is larger than the portal takes.`,
    'Tell the platform team: see what it answers.',
  ],
};

/** Why there was no answer; what isn't known becomes `sonarqube_unexpected_answer`. */
export function problemOfFailure(error: unknown, title: string): CodedError {
  if (isCodedError(error)) {
    return error;
  }
  return error instanceof UpstreamError
    ? problem(...failures[error.failure](title))
    : unexpectedAnswer(title);
}

/** An answer that isn't of the shape that was agreed on; `what` names the part, never its value. */
export function unexpectedAnswer(title: string, what?: string): CodedError {
  return problem(
    'unavailable',
    'sonarqube_unexpected_answer',
    `The portal doesn't understand an answer of ${title}${what ? `: ${what}` : ''}.`,
    'Tell the platform team: the server may be of a version that the portal does not know.',
  );
}

/** A body that can't be read as JSON: a page of something else, or the beginning of an answer. */
export function unreadableBody(title: string, isPage: boolean): CodedError {
  return isPage
    ? problem(
        'unavailable',
        'sonarqube_answer_not_json',
        `A web page came where ${title} should have answered with data: a login page or that of a proxy.`,
        'Tell the platform team: see whether baseUrl in the configuration is the address of SonarQube itself.',
      )
    : problem(...failures.truncated(title));
}

/** What a 404 means: which part of what was asked for SonarQube doesn't have. */
function absent(instance: InstanceConfig, subject: Subject): CodedError {
  const title = titleOf(instance);
  const { project, branch, pullRequest } = subject;
  if (pullRequest !== undefined) {
    return problem(
      'absent',
      'pull_request_not_found',
      `${title} has no analysis of pull request ${pullRequest}.`,
      'Choose another one; it may be closed, or not analysed yet.',
    );
  }
  if (branch !== undefined) {
    return problem(
      'absent',
      'branch_not_found',
      `${title} has no analysis of the branch ${branch}.`,
      'Choose another branch; this one may be deleted, or not analysed yet.',
    );
  }
  return project
    ? problem(
        'absent',
        'project_not_found',
        `${title} has no project ${project.key}.`,
        'Correct the annotation sonarqube.org/project-key, or create the project and analyse it.',
      )
    : unexpectedAnswer(title, 'it does not know the route');
}

/** Says why an HTTP status isn't what was asked for. A 401 of SonarQube is never ours. */
export function problemOfStatus(
  status: number,
  instance: InstanceConfig,
  subject: Subject,
): CodedError {
  const title = titleOf(instance);
  if (status === 401) {
    return problem(
      'unavailable',
      'sonarqube_credentials_rejected',
      `${title} doesn't accept the portal's token (401).`,
      `Tell the platform team: ${instance.key}.apiKey needs a valid token, and SonarQube Cloud needs ${instance.key}.authType Bearer.`,
    );
  }
  if (status === 403) {
    return problem(
      'unavailable',
      'sonarqube_forbidden',
      `The portal's token may not browse ${subject.project ? `the project ${subject.project.key}` : 'the server'} in ${title} (403).`,
      "Give the token's user the permission Browse on the project; a project analysis token can't have it.",
    );
  }
  if (status === 404 || (status === 400 && subject.pullRequest !== undefined)) {
    return absent(instance, subject);
  }
  if (status >= 500) {
    return problem(
      'unavailable',
      'sonarqube_unavailable',
      `${title} answers with an error (${status}).`,
      `Try again in a moment; it may be starting. ${ADMIN}`,
    );
  }
  return unexpectedAnswer(
    title,
    status >= 300 && status < 400
      ? `it sends the portal to another address (${status})`
      : `the status ${status}`,
  );
}

import {
  CodedError,
  createUpstreamProblems,
  TELL_IF_IT_STAYS,
  UpstreamProblems,
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

/** Which server, in the words of errors. */
export const titleOf = ({ name }: Pick<InstanceConfig, 'name'>) =>
  name === 'default' ? 'SonarQube' : `SonarQube (${name})`;

/** What a server shares with every upstream. */
export const problemsOf = (
  instance: Pick<InstanceConfig, 'name'>,
): UpstreamProblems =>
  createUpstreamProblems({
    prefix: 'sonarqube',
    title: titleOf(instance),
    problem,
    remedies: {
      timeout: `Try again in a moment; it may be busy with an analysis. ${TELL_IF_IT_STAYS}`,
      unreachable:
        'Tell the platform team: see whether it runs and whether the portal may connect to it.',
      tooLarge: 'Tell the platform team: see what it answers.',
      notJson:
        'Tell the platform team: see whether baseUrl in the configuration is the address of SonarQube itself.',
      unexpected:
        'Tell the platform team: the server may be of a version that the portal does not know.',
      unavailable: `Try again in a moment; it may be starting. ${TELL_IF_IT_STAYS}`,
    },
  });

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
    : problemsOf(instance).unexpectedAnswer('it does not know the route');
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
  return problemsOf(instance).ofStatus(status);
}

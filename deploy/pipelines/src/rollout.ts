import { end, isProgram, readAnswer } from './report.ts';

/** The answer of `aws ecs describe-services`, as far as it is needed. */
export interface Services {
  services: {
    desiredCount: number;
    runningCount: number;
    deployments: {
      status: string;
      rolloutState?: string;
      rolloutStateReason?: string;
    }[];
  }[];
}

/** The answer of `aws ssm get-parameter`. */
export interface Parameter {
  Parameter: { Value: string };
}

/**
 * Whether the image that was to be deployed is the one that runs. A deployment that was taken back
 * leaves a healthy service behind, with the image of before: that is no success.
 *
 * @returns sentences about what is wrong; empty when it runs
 */
export function rolloutProblems(
  digest: string,
  { services }: Services,
  { Parameter: { Value: running } }: Parameter,
): string[] {
  const [service] = services;
  if (!service) return ['There is no service.'];
  const { deployments, desiredCount, runningCount } = service;
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const state = primary?.rolloutState ?? 'unknown';
  return [
    ...(running === digest
      ? []
      : [`The deployment was taken back: ${running} runs, not ${digest}.`]),
    ...(state === 'COMPLETED'
      ? []
      : [
          `The rollout is ${state}: ${primary?.rolloutStateReason ?? 'no reason is given'}.`,
        ]),
    ...(deployments.length === 1
      ? []
      : [`${deployments.length} deployments are under way, not one.`]),
    ...(runningCount >= desiredCount
      ? []
      : [`${runningCount} of ${desiredCount} tasks run.`]),
  ];
}

if (isProgram(import.meta.url)) {
  const [, , digest, services, parameter] = process.argv;
  end(
    rolloutProblems(digest, readAnswer(services), readAnswer(parameter)),
    `${digest} runs.`,
  );
}

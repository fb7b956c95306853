import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** What the plugin reads from `githubWorkflows`; durations in milliseconds. */
export interface GithubWorkflowsConfig {
  timeoutMs: number;
  watchIntervalMs: number;
  keepListsMs: number;
  maxLogBytes: number;
}

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readGithubWorkflowsConfig(
  rootConfig: Config,
): GithubWorkflowsConfig {
  const config = rootConfig.getOptionalConfig('githubWorkflows');

  function duration(key: string, fallback: HumanDuration): number {
    const milliseconds = durationToMilliseconds(
      config?.has(key) ? readDurationFromConfig(config, { key }) : fallback,
    );
    if (milliseconds < 100 || milliseconds > 3_600_000) {
      throw new InputError(
        `githubWorkflows.${key} is ${milliseconds} ms; it must be between 100 milliseconds and 1 hour`,
      );
    }
    return milliseconds;
  }

  const maxLogBytes =
    config?.getOptionalNumber('maxLogBytes') ?? 20 * 1024 * 1024;
  if (!Number.isInteger(maxLogBytes) || maxLogBytes < 1024) {
    throw new InputError(
      `githubWorkflows.maxLogBytes is ${maxLogBytes}; it must be a whole number of at least 1024`,
    );
  }

  return {
    timeoutMs: duration('timeout', { seconds: 10 }),
    watchIntervalMs: duration('watchInterval', { seconds: 3 }),
    keepListsMs: duration('keepLists', { seconds: 10 }),
    maxLogBytes,
  };
}

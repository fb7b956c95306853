import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { AppIdentityRule } from './services/IdentityRules';

/** What the plugin reads from `githubWorkflows`; durations in milliseconds. */
export interface GithubWorkflowsConfig {
  timeoutMs: number;
  watchIntervalMs: number;
  keepListsMs: number;
  maxLogBytes: number;
  auditRetentionMs: number;
  maxArtifactBytes: number;
  /** Workflows that run as the portal's App instead of the person. */
  appIdentity: AppIdentityRule[];
}

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readGithubWorkflowsConfig(
  rootConfig: Config,
): GithubWorkflowsConfig {
  // Full keys throughout, so that every complaint names the whole of one.
  function duration(name: string, fallback: HumanDuration): number {
    const key = `githubWorkflows.${name}`;
    const milliseconds = durationToMilliseconds(
      rootConfig.has(key)
        ? readDurationFromConfig(rootConfig, { key })
        : fallback,
    );
    if (milliseconds < 100 || milliseconds > 3_600_000) {
      throw new InputError(
        `${key} is ${milliseconds} ms; it must be between 100 milliseconds and 1 hour`,
      );
    }
    return milliseconds;
  }

  function bytes(name: string, fallback: number): number {
    const key = `githubWorkflows.${name}`;
    const value = rootConfig.getOptionalNumber(key) ?? fallback;
    if (!Number.isInteger(value) || value < 1024) {
      throw new InputError(
        `${key} is ${value}; it must be a whole number of at least 1024`,
      );
    }
    return value;
  }

  const auditRetentionDays =
    rootConfig.getOptionalNumber('githubWorkflows.auditRetentionDays') ?? 400;
  if (!Number.isInteger(auditRetentionDays) || auditRetentionDays < 1) {
    throw new InputError(
      `githubWorkflows.auditRetentionDays is ${auditRetentionDays}; it must be a whole number of at least 1`,
    );
  }

  return {
    timeoutMs: duration('timeout', { seconds: 10 }),
    watchIntervalMs: duration('watchInterval', { seconds: 4 }),
    keepListsMs: duration('keepLists', { seconds: 10 }),
    maxLogBytes: bytes('maxLogBytes', 256 * 1024 * 1024),
    maxArtifactBytes: bytes('maxArtifactBytes', 500 * 1024 * 1024),
    auditRetentionMs: auditRetentionDays * 24 * 60 * 60 * 1000,
    appIdentity: readAppIdentity(rootConfig),
  };
}

function readAppIdentity(rootConfig: Config): AppIdentityRule[] {
  const key = 'githubWorkflows.identity.app';
  return (rootConfig.getOptionalConfigArray(key) ?? []).map((rule, index) => {
    const patterns = (name: string) => rule.getOptionalStringArray(name);
    const entities = patterns('entities');
    const repositories = patterns('repositories');
    const files = patterns('files');
    if (!files?.length || !(entities?.length || repositories?.length)) {
      throw new InputError(
        `${key}[${index}] must name files, and the entities or repositories that they belong to`,
      );
    }
    return { entities, repositories, files };
  });
}

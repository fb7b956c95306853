import { tmpdir } from 'node:os';
import path from 'node:path';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** What the plugin reads from `lighthouse.runner`. */
export interface RunnerConfig {
  /** Absolute path of Chromium; without it the worker looks for one. */
  chromePath?: string;
  /** Whether Chromium keeps its sandbox. */
  sandbox: boolean;
  timeoutMs: number;
  pageLoadTimeoutMs: number;
  memoryLimitBytes: number;
  trafficLimitBytes: number;
  reportLimitBytes: number;
  /** Absolute path of the folder in which each browser gets one of its own. */
  profileFolder: string;
  minimumFreeBytes: number;
}

const MB = 1e6;

/**
 * Reads how audits are run.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readRunnerConfig(rootConfig: Config): RunnerConfig {
  const keyOf = (name: string) => `lighthouse.runner.${name}`;
  function duration(
    name: string,
    fallback: HumanDuration,
    [least, most]: [number, number],
  ): number {
    const key = keyOf(name);
    const value = durationToMilliseconds(
      rootConfig.has(key)
        ? readDurationFromConfig(rootConfig, { key })
        : fallback,
    );
    if (value < least * 1000 || value > most * 1000) {
      throw new InputError(
        `${key} is ${value / 1000} s; it must be between ${least} and ${most} s`,
      );
    }
    return value;
  }
  function size(
    name: string,
    fallback: number,
    [least, most]: [number, number],
  ): number {
    const value = rootConfig.getOptionalNumber(keyOf(name)) ?? fallback;
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InputError(
        `${keyOf(name)} is ${value}; it must be a whole number of MB between ${least} and ${most}`,
      );
    }
    return value * MB;
  }
  const isRoot = process.getuid?.() === 0;
  return {
    chromePath: rootConfig.getOptionalString(keyOf('chromePath')),
    sandbox: rootConfig.getOptionalBoolean(keyOf('sandbox')) ?? !isRoot,
    timeoutMs: duration('timeout', { minutes: 3 }, [5, 900]),
    pageLoadTimeoutMs: duration('pageLoadTimeout', { seconds: 45 }, [1, 300]),
    memoryLimitBytes: size('memoryLimitMb', 2000, [100, 64_000]),
    trafficLimitBytes: size('trafficLimitMb', 100, [1, 2000]),
    reportLimitBytes: size('reportLimitMb', 3, [1, 20]),
    profileFolder: path.resolve(
      rootConfig.getOptionalString(keyOf('profileFolder')) ?? tmpdir(),
    ),
    minimumFreeBytes: size('minimumFreeMb', 300, [0, 1_000_000]),
  };
}

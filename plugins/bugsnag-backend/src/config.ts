import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** Where Bugsnag is and who the portal is there. */
export interface AccountConfig {
  token: string;
  /** Without a slash at its end. */
  apiBaseUrl: string;
  /** Where people open Bugsnag; without a slash at its end. */
  dashboardUrl: string;
}

/** What the plugin reads; durations in milliseconds. */
export interface BugsnagConfig {
  /** Absent: the portal isn't connected. */
  account?: AccountConfig;
  resultsPerPage: number;
  cacheTtlMs: number;
  timeoutMs: number;
}

const KEY = 'bugsnag';

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readBugsnagConfig(rootConfig: Config): BugsnagConfig {
  return {
    account: readAccount(rootConfig),
    resultsPerPage: readResultsPerPage(rootConfig),
    cacheTtlMs: readDuration(rootConfig, 'cacheTtl', { minutes: 1 }),
    timeoutMs: readDuration(rootConfig, 'timeout', { seconds: 10 }),
  };
}

function readAccount(rootConfig: Config): AccountConfig | undefined {
  const addresses = {
    apiBaseUrl: readUrl(rootConfig, 'apiBaseUrl') ?? 'https://api.bugsnag.com',
    dashboardUrl:
      readUrl(rootConfig, 'dashboardUrl') ?? 'https://app.bugsnag.com',
  };
  const token = rootConfig.getOptionalString(`${KEY}.token`);
  if (!token) {
    return undefined;
  }
  if (/\s/.test(token)) {
    throw new InputError(`${KEY}.token has a space in it; a token has none`);
  }
  return { token, ...addresses };
}

function readUrl(rootConfig: Config, name: string): string | undefined {
  const text = rootConfig.getOptionalString(`${KEY}.${name}`);
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    // Not the value: it may hold a credential.
    throw new InputError(
      `${KEY}.${name} is not an address such as https://bugsnag.example.com`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readResultsPerPage(rootConfig: Config): number {
  const results = rootConfig.getOptionalNumber(`${KEY}.resultsPerPage`) ?? 30;
  if (!Number.isInteger(results) || results < 1 || results > 100) {
    throw new InputError(
      `${KEY}.resultsPerPage is ${results}; it must be a whole number from 1 to 100`,
    );
  }
  return results;
}

function readDuration(
  rootConfig: Config,
  name: string,
  fallback: HumanDuration,
): number {
  const key = `${KEY}.${name}`;
  const milliseconds = durationToMilliseconds(
    rootConfig.has(key)
      ? readDurationFromConfig(rootConfig, { key })
      : fallback,
  );
  if (!(milliseconds >= 50 && milliseconds <= 86_400_000)) {
    throw new InputError(
      `${key} is ${milliseconds} ms; it must be between 50 milliseconds and 1 day`,
    );
  }
  return milliseconds;
}

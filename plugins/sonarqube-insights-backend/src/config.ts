import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { DEFAULT_INSTANCE } from '@internal/plugin-sonarqube-insights-common';

/** A SonarQube server. */
export interface InstanceConfig {
  /** As annotations name it; `default` for the one without a name. */
  name: string;
  /** Its key in the configuration, for complaints, such as `sonarqube.instances[0]`. */
  key: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** The address for people; without a slash at its end. */
  externalBaseUrl: string;
  apiKey: string;
  authType: 'Basic' | 'Bearer';
}

/** What the plugin reads; durations in milliseconds. */
export interface SonarqubeConfig {
  instances: InstanceConfig[];
  cacheTtlMs: number;
  timeoutMs: number;
}

const KEY = 'sonarqube';

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readSonarqubeConfig(rootConfig: Config): SonarqubeConfig {
  return {
    instances: readInstances(rootConfig),
    cacheTtlMs: readDuration(rootConfig, 'cacheTtl', { minutes: 5 }),
    timeoutMs: readDuration(rootConfig, 'timeout', { seconds: 10 }),
  };
}

function readInstances(rootConfig: Config): InstanceConfig[] {
  const named = (
    rootConfig.getOptionalConfigArray(`${KEY}.instances`) ?? []
  ).map((config, index) =>
    readInstance(
      config,
      `${KEY}.instances[${index}]`,
      config.getString('name').trim(),
    ),
  );
  const names = named.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`${KEY}.instances has two with the name ${twice}`);
  }
  const top = ['baseUrl', 'externalBaseUrl', 'apiKey', 'authType'].filter(
    name => rootConfig.has(`${KEY}.${name}`),
  );
  if (top.length === 0) {
    return named;
  }
  if (names.includes(DEFAULT_INSTANCE)) {
    throw new InputError(
      `${KEY}.${top[0]} and an instance with the name ${DEFAULT_INSTANCE} in ${KEY}.instances exclude each other`,
    );
  }
  return [
    readInstance(rootConfig.getConfig(KEY), KEY, DEFAULT_INSTANCE),
    ...named,
  ];
}

function readInstance(
  config: Config,
  key: string,
  name: string,
): InstanceConfig {
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw new InputError(
      `${key}.name is "${name}"; it must be letters, digits, periods, hyphens and underscores`,
    );
  }
  const apiKey = config.getOptionalString('apiKey');
  if (!apiKey || /\s/.test(apiKey)) {
    throw new InputError(
      apiKey
        ? `${key}.apiKey has a space in it; a token has none`
        : `${key}.apiKey is missing; ${key}.baseUrl needs it`,
    );
  }
  const authType = config.getOptionalString('authType') ?? 'Basic';
  if (authType !== 'Basic' && authType !== 'Bearer') {
    throw new InputError(
      `${key}.authType is "${authType}"; it must be Basic or Bearer`,
    );
  }
  const baseUrl = readUrl(config, key, 'baseUrl');
  if (!baseUrl) {
    throw new InputError(`${key}.baseUrl is missing`);
  }
  return {
    name,
    key,
    baseUrl,
    externalBaseUrl: readUrl(config, key, 'externalBaseUrl') ?? baseUrl,
    apiKey,
    authType,
  };
}

function readUrl(config: Config, key: string, name: string) {
  const text = config.getOptionalString(name);
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    // Not the value: it may hold a credential.
    throw new InputError(
      `${key}.${name} is not an address such as https://sonarqube.example.com`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readDuration(
  rootConfig: Config,
  name: string,
  fallback: HumanDuration,
): number {
  const key = `sonarqubeInsights.${name}`;
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

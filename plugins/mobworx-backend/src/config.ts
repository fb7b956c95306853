import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  environmentIdSchema,
  serviceIds,
  tierSchema,
  type ServiceId,
  type Tier,
} from '@internal/plugin-mobworx-common';
import { readServices, ServicesConfig } from './serviceConfig';

/** What the portal may change in an environment. */
export const writeNames = ['studio.session.create'] as const;

/** One of {@link writeNames}. */
export type WriteName = (typeof writeNames)[number];

/** An AWS account, without its credentials. */
export interface AwsConfig {
  accountId: string;
  region: string;
  endpoint?: string;
}

/** How often the portal looks, and how patient it is. */
export interface PollLimits {
  /** From one look at the health of a service to the next, at most. */
  healthMs: number;
  detailsMs: number;
  infrastructureMs: number;
  schemaMs: number;
  deploymentsMs: number;
  /** Of one call. */
  timeoutMs: number;
  staleAfterMs: number;
  slowAfterMs: number;
}

/** An environment of MobWorx and what the portal knows of it. */
export interface EnvironmentConfig {
  /** Its key in the configuration, for complaints. */
  key: string;
  id: string;
  title: string;
  tier: Tier;
  writes: WriteName[];
  queryConsole: boolean;
  syntheticJoin: boolean;
  aws?: AwsConfig;
  services: ServicesConfig;
  /** The services that are configured, in the order of the contract. */
  configured: ServiceId[];
}

/** What the plugin reads from `mobworx`; durations in milliseconds. */
export interface MobworxConfig {
  poll: PollLimits;
  history: { rawDays: number; hourlyDays: number };
  environments: EnvironmentConfig[];
}

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readMobworxConfig(rootConfig: Config): MobworxConfig {
  // Full keys throughout, so that every complaint names the whole of one.
  function duration(name: string, fallback: HumanDuration): number {
    const key = `mobworx.poll.${name}`;
    const milliseconds = durationToMilliseconds(
      rootConfig.has(key)
        ? readDurationFromConfig(rootConfig, { key })
        : fallback,
    );
    if (milliseconds < 50 || milliseconds > 86_400_000) {
      throw new InputError(
        `${key} is ${milliseconds} ms; it must be between 50 milliseconds and 1 day`,
      );
    }
    return milliseconds;
  }

  function days(name: string, fallback: number): number {
    const key = `mobworx.history.${name}`;
    const value = rootConfig.getOptionalNumber(key) ?? fallback;
    if (!Number.isInteger(value) || value < 1 || value > 3_660) {
      throw new InputError(
        `${key} is ${value}; it must be a whole number of days`,
      );
    }
    return value;
  }

  return {
    poll: {
      healthMs: duration('health', { seconds: 30 }),
      detailsMs: duration('details', { minutes: 1 }),
      infrastructureMs: duration('infrastructure', { minutes: 10 }),
      schemaMs: duration('schema', { minutes: 15 }),
      deploymentsMs: duration('deployments', { minutes: 5 }),
      timeoutMs: duration('timeout', { seconds: 3 }),
      staleAfterMs: duration('staleAfter', { minutes: 2 }),
      slowAfterMs: duration('slowAfter', { milliseconds: 800 }),
    },
    history: {
      rawDays: days('rawDays', 7),
      hourlyDays: days('hourlyDays', 90),
    },
    environments: readEnvironments(rootConfig),
  };
}

function readEnvironments(rootConfig: Config): EnvironmentConfig[] {
  const key = 'mobworx.environments';
  const environments = (rootConfig.getOptionalConfigArray(key) ?? []).map(
    (config, index) => readEnvironment(config, `${key}[${index}]`),
  );
  const ids = environments.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(`${key} has two with the id ${twice}`);
  }
  return environments;
}

function readEnvironment(config: Config, key: string): EnvironmentConfig {
  const id = config.getString('id');
  if (!environmentIdSchema.safeParse(id).success) {
    throw new InputError(
      `${key}.id is "${id}"; it must be lower case letters, digits and hyphens`,
    );
  }
  const tier = tierSchema.safeParse(config.getString('tier'));
  if (!tier.success) {
    throw new InputError(
      `${key}.tier must be one of ${tierSchema.options.join(', ')}`,
    );
  }
  const isProduction = tier.data === 'production';
  const syntheticJoin = config.getOptionalBoolean('syntheticJoin') ?? false;
  if (syntheticJoin && isProduction) {
    throw new InputError(
      `${key}.syntheticJoin can't be true: nothing is joined in production`,
    );
  }
  const services = readServices(config.getOptionalConfig('services'), key);
  const aws = readAws(config.getOptionalConfig('aws'));
  if (services.infrastructure && !aws) {
    throw new InputError(
      `${key}.aws is missing; services.infrastructure needs it`,
    );
  }
  if (services.appsync?.auth.mode === 'iam' && !aws) {
    throw new InputError(
      `${key}.aws is missing; services.appsync.auth needs it for the mode iam`,
    );
  }
  return {
    key,
    id,
    title: config.getOptionalString('title') ?? id,
    tier: tier.data,
    writes: readWrites(config, key),
    queryConsole: config.getOptionalBoolean('queryConsole') ?? !isProduction,
    syntheticJoin,
    aws,
    services,
    configured: serviceIds.filter(
      service => tier.data !== 'planned' && services[service],
    ),
  };
}

function readWrites(config: Config, key: string): WriteName[] {
  return (config.getOptionalStringArray('writes') ?? []).map(name => {
    const known = writeNames.find(write => write === name);
    if (!known) {
      throw new InputError(
        `${key}.writes has "${name}"; it may have ${writeNames.join(', ')}`,
      );
    }
    return known;
  });
}

function readAws(config: Config | undefined): AwsConfig | undefined {
  // Its environment variables may be left out.
  if (!config?.keys().length) {
    return undefined;
  }
  return {
    accountId: config.getString('accountId'),
    region: config.getString('region'),
    endpoint: config.getOptionalString('endpoint'),
  };
}

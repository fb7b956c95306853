import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import {
  type Budget,
  type FormFactor,
  formFactorSchema,
  parseBudgets,
} from '@internal/plugin-lighthouse-common';

/** When the portal audits by itself. */
export interface ScheduleConfig {
  cron: string;
  formFactors: FormFactor[];
  spreadOverMs: number;
  lookForNewPagesMs: number;
}

/** What this part of the plugin reads from `lighthouse`; the runner and the targets read theirs. */
export interface LighthouseConfig {
  /** Of an audit-service that measures instead of the portal. */
  baseUrl?: string;
  serviceTimeoutMs: number;
  notice?: string;
  schedule?: ScheduleConfig;
  retention: { days: number; perPage: number };
  maxWaiting: number;
  budgets: Budget[];
}

/**
 * Reads the plugin's configuration once.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readLighthouseConfig(config: Config): LighthouseConfig {
  return {
    baseUrl: readBaseUrl(config),
    serviceTimeoutMs: duration(config, 'lighthouse.serviceTimeout', {
      minutes: 5,
    }),
    notice: config.getOptionalString('lighthouse.notice')?.slice(0, 500),
    // A block whose environment variables are all left out has no keys.
    schedule: config.getOptionalConfig('lighthouse.schedule')?.keys().length
      ? readSchedule(config)
      : undefined,
    retention: {
      days: wholeNumber(config, 'lighthouse.retention.days', 90),
      perPage: wholeNumber(config, 'lighthouse.retention.perPage', 200),
    },
    maxWaiting: wholeNumber(config, 'lighthouse.queue.maxWaiting', 200),
    budgets: readBudgets(config),
  };
}

function readSchedule(config: Config): ScheduleConfig {
  const key = 'lighthouse.schedule';
  const formFactors = (
    config.getOptionalStringArray(`${key}.formFactors`) ?? ['mobile', 'desktop']
  ).map(name => {
    const parsed = formFactorSchema.safeParse(name);
    if (!parsed.success) {
      throw new InputError(
        `${key}.formFactors has "${name}"; it may have ${formFactorSchema.options.join(', ')}`,
      );
    }
    return parsed.data;
  });
  return {
    cron: config.getString(`${key}.cron`),
    formFactors: [...new Set(formFactors)],
    spreadOverMs: duration(config, `${key}.spreadOver`, { hours: 1 }),
    lookForNewPagesMs: duration(config, `${key}.lookForNewPages`, {
      minutes: 10,
    }),
  };
}

function readBaseUrl(config: Config): string | undefined {
  const key = 'lighthouse.baseUrl';
  const text = config.getOptionalString(key);
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username ||
    url.search ||
    url.hash
  ) {
    throw new InputError(
      `${key} is not the address of a service, such as http://lighthouse.internal:3003`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readBudgets(config: Config): Budget[] {
  const key = 'lighthouse.budgets';
  const { budgets, problems } = parseBudgets(
    config.getOptionalString(key) ?? '',
  );
  if (problems.length > 0) {
    throw new InputError(`${key}: ${problems[0]}`);
  }
  return budgets;
}

function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): number {
  const milliseconds = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
  if (!(milliseconds > 0)) {
    throw new InputError(`${key} must be longer than nothing`);
  }
  return milliseconds;
}

function wholeNumber(config: Config, key: string, fallback: number): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > 100_000) {
    throw new InputError(
      `${key} is ${value}; it must be a whole number of at least 1`,
    );
  }
  return value;
}

import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/**
 * Calls a minute by tier that Figma allows a Full or Dev seat:
 * developers.figma.com/docs/rest-api/rate-limits, as of 2025-11-17. The tier 1 of a Starter plan is
 * 6 a month; what is left of it, Figma tells when it refuses.
 */
export const PLANS = {
  starter: { 1: 6, 2: 5, 3: 10 },
  professional: { 1: 10, 2: 25, 3: 50 },
  organization: { 1: 15, 2: 50, 3: 100 },
  enterprise: { 1: 20, 2: 100, 3: 150 },
} as const;

export type Plan = keyof typeof PLANS;

/** What the plugin reads; durations in milliseconds. */
export interface FigmaConfig {
  /** Without a slash at its end. */
  baseUrl: string;
  token: string;
  plan: Plan;
  cacheTtlMs: number;
  timeoutMs: number;
  /** Absent: no deliveries are taken. */
  passcode?: string;
}

const KEY = 'figma';
const MIN_PASSCODE = 16;
// Figma's own limit.
const MAX_PASSCODE = 100;

/**
 * Reads the plugin's configuration once.
 *
 * @returns nothing without the block `figma`
 * @throws InputError that names the key, when a value can't be used
 */
export function readFigmaConfig(rootConfig: Config): FigmaConfig | undefined {
  const config = rootConfig.getOptionalConfig(KEY);
  // A block whose environment variables are all left out has no keys.
  if (!config?.keys().length) {
    return undefined;
  }
  const token = config.getOptionalString('token');
  if (!token || /\s/.test(token)) {
    throw new InputError(
      token
        ? `${KEY}.token has a space in it; a token has none`
        : `${KEY}.token is missing`,
    );
  }
  const plan = config.getOptionalString('plan') ?? 'professional';
  if (!Object.hasOwn(PLANS, plan)) {
    throw new InputError(
      `${KEY}.plan is "${plan}"; it must be one of ${Object.keys(PLANS).join(', ')}`,
    );
  }
  const passcode = config.getOptionalString('webhook.passcode');
  if (
    passcode !== undefined &&
    !(passcode.length >= MIN_PASSCODE && passcode.length <= MAX_PASSCODE)
  ) {
    throw new InputError(
      `${KEY}.webhook.passcode has ${passcode.length} characters; it must have ${MIN_PASSCODE} to ${MAX_PASSCODE}`,
    );
  }
  return {
    baseUrl: readUrl(config),
    token,
    plan: plan as Plan,
    cacheTtlMs: readDuration(config, 'cacheTtl', { minutes: 5 }),
    timeoutMs: readDuration(config, 'timeout', { seconds: 30 }),
    ...(passcode !== undefined && { passcode }),
  };
}

function readUrl(config: Config): string {
  const text = config.getOptionalString('baseUrl') ?? 'https://api.figma.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    // Not the value: it may hold a credential.
    throw new InputError(
      `${KEY}.baseUrl is not an address such as https://api.figma.com`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readDuration(
  config: Config,
  name: string,
  fallback: HumanDuration,
): number {
  const milliseconds = durationToMilliseconds(
    config.has(name) ? readDurationFromConfig(config, { key: name }) : fallback,
  );
  if (!(milliseconds >= 50 && milliseconds <= 86_400_000)) {
    throw new InputError(
      `${KEY}.${name} is ${milliseconds} ms; it must be between 50 milliseconds and 1 day`,
    );
  }
  return milliseconds;
}

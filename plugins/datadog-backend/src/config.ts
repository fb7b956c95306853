import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  DatadogSite,
  datadogSites,
  embedHostsOf,
  Environment,
  environmentNameSchema,
  siteNamed,
} from '@internal/plugin-datadog-common';
import { blockedHosts } from './csp';

/** What the plugin reads of `datadog`; durations in milliseconds. */
export interface DatadogConfig {
  site: DatadogSite;
  /** Without a slash at its end. */
  apiUrl: string;
  /** Origin of the web application, for links. */
  webUrl: string;
  /** Absent: there are embeds only. */
  keys?: { apiKey: string; applicationKey: string };
  environments: Environment[];
  embedHosts: string[];
  /** Those that `backend.csp` doesn't let through. */
  embedHostsBlocked: string[];
  cacheTtlMs: number;
  timeoutMs: number;
}

/**
 * Reads the plugin's configuration once.
 *
 * @returns nothing when there is no block `datadog`
 * @throws InputError that names the key, when a value can't be used
 */
export function readDatadogConfig(
  rootConfig: Config,
): DatadogConfig | undefined {
  const config = rootConfig.getOptionalConfig('datadog');
  // A block whose environment variables are all left out has no keys.
  if (!config?.keys().length) {
    return undefined;
  }
  const site = readSite(config.getOptionalString('site') ?? '', 'site');
  const subdomain = readSubdomain(config);
  const others = (config.getOptionalStringArray('embedSites') ?? []).map(
    (name, index) => readSite(name, `embedSites[${index}]`),
  );
  const embedHosts = [
    ...new Set([
      ...embedHostsOf(site, subdomain),
      ...others.flatMap(other => embedHostsOf(other)),
    ]),
  ];
  return {
    site,
    apiUrl: readApiUrl(config) ?? `https://${site.apiHost}`,
    webUrl: `https://${subdomain ? `${subdomain}.${site.site}` : site.webHost}`,
    keys: readKeys(config),
    environments: readEnvironments(config),
    embedHosts,
    embedHostsBlocked: blockedHosts(rootConfig, embedHosts),
    cacheTtlMs: readDuration(config, 'cacheTtl', { seconds: 60 }),
    timeoutMs: readDuration(config, 'timeout', { seconds: 10 }),
  };
}

function readSite(name: string, key: string): DatadogSite {
  const site = siteNamed(name);
  if (!site) {
    const known = datadogSites.map(one => one.site).join(', ');
    throw new InputError(
      name
        ? `datadog.${key} is "${name}"; it must be one of ${known}`
        : `datadog.${key} is missing; it is one of ${known}`,
    );
  }
  return site;
}

function readSubdomain(config: Config): string | undefined {
  const subdomain = config.getOptionalString('subdomain');
  if (subdomain !== undefined && !/^[a-z\d][a-z\d-]{0,62}$/.test(subdomain)) {
    throw new InputError(
      `datadog.subdomain is "${subdomain}"; it must be small letters, digits and hyphens, such as mobworx`,
    );
  }
  return subdomain;
}

function readApiUrl(config: Config): string | undefined {
  const text = config.getOptionalString('apiUrl');
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal =
    url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (!url || !isSafe || url.username || url.search || url.hash) {
    // Not the value: it may hold a credential.
    throw new InputError(
      'datadog.apiUrl is not an address such as https://api.datadoghq.eu; http is for this machine only, as the keys are sent there',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readKeys(config: Config): DatadogConfig['keys'] {
  const names = ['apiKey', 'applicationKey'] as const;
  const [apiKey, applicationKey] = names.map(name =>
    config.getOptionalString(name),
  );
  const odd = names.find(name =>
    /\s/.test(config.getOptionalString(name) ?? ''),
  );
  if (odd) {
    throw new InputError(`datadog.${odd} has a space in it; a key has none`);
  }
  if (!apiKey && !applicationKey) {
    return undefined;
  }
  if (!apiKey || !applicationKey) {
    throw new InputError(
      apiKey
        ? 'datadog.applicationKey is missing; datadog.apiKey needs it'
        : 'datadog.apiKey is missing; datadog.applicationKey needs it',
    );
  }
  return { apiKey, applicationKey };
}

function readEnvironments(config: Config): Environment[] {
  const environments = (
    config.getOptionalConfigArray('environments') ?? []
  ).map((one, index) => {
    const name = one.getString('name');
    if (!environmentNameSchema.safeParse(name).success) {
      throw new InputError(
        `datadog.environments[${index}].name is "${name}"; it must be a value of Datadog's tag env, such as production`,
      );
    }
    return { name, title: one.getOptionalString('title') ?? titleOf(name) };
  });
  const names = environments.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`datadog.environments has two with the name ${twice}`);
  }
  if (environments.length > 20) {
    throw new InputError('datadog.environments has more than 20 entries');
  }
  return environments.length > 0
    ? environments
    : [{ name: 'production', title: 'Production' }];
}

function titleOf(name: string): string {
  return `${name[0].toLocaleUpperCase('en-US')}${name.slice(1)}`;
}

function readDuration(
  config: Config,
  name: string,
  fallback: HumanDuration,
): number {
  const milliseconds = durationToMilliseconds(
    config.has(name) ? readDurationFromConfig(config, { key: name }) : fallback,
  );
  if (!(milliseconds >= 50 && milliseconds <= 3_600_000)) {
    throw new InputError(
      `datadog.${name} is ${milliseconds} ms; it must be between 50 milliseconds and 1 hour`,
    );
  }
  return milliseconds;
}

import type { Config } from '@backstage/config';
import { embedHostsOf, siteNamed } from '@internal/plugin-datadog-common';
import { EMBED_ORIGINS } from '@internal/plugin-figma-common';

/** Directives of a Content-Security-Policy as `backend.csp` takes them; false leaves one out. */
export type Directives = Record<string, string[] | false>;

const SELF = "'self'";
const GITHUB_AVATARS = 'https://avatars.githubusercontent.com';

/**
 * What a browser that shows the portal may load: from the portal itself, and from exactly the hosts
 * of what is configured. Nothing but the portal's backend talks to upstreams, so there are few.
 *
 * What `backend.csp` has in the configuration files is added to a directive, or leaves it out.
 *
 * @param config - all of the configuration. Values that their own plugins will refuse add nothing
 */
export function contentSecurityPolicy(config: Config): Directives {
  const derived: Directives = {
    'connect-src': [SELF, ...backendOrigins(config)],
    // Styles are put into the page by script; a stylesheet or font of others is never loaded.
    'style-src': [SELF, "'unsafe-inline'"],
    'font-src': [SELF, 'data:'],
    // `blob:` is what the portal has read itself, such as pictures of Figma.
    'img-src': [SELF, 'data:', 'blob:', ...avatarOrigins(config)],
    // Loaded only once somebody looks at them.
    'frame-src': [SELF, ...figmaOrigins(config), ...datadogOrigins(config)],
    // Where the portal is served over plain HTTP, there is nothing to upgrade to.
    ...(originOf(config.getOptionalString('app.baseUrl'))?.startsWith(
      'http:',
    ) && {
      'upgrade-insecure-requests': false,
    }),
  };
  const written = config.getOptionalConfig('backend.csp');
  for (const name of written?.keys() ?? []) {
    const value = written!.get(name);
    const own = derived[name];
    derived[name] =
      value === false
        ? false
        : [...new Set([...(own || []), ...written!.getStringArray(name)])];
  }
  return derived;
}

function originOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).origin : undefined;
}

/** The backend, where it isn't at the app's own address, and its WebSocket. */
function backendOrigins(config: Config): string[] {
  const origin = originOf(config.getOptionalString('backend.baseUrl'));
  if (!origin) {
    return [];
  }
  const isApp = origin === originOf(config.getOptionalString('app.baseUrl'));
  // Not every browser takes 'self' for the WebSocket too.
  return [...(isApp ? [] : [origin]), origin.replace(/^http/, 'ws')];
}

/** Where the pictures of people are: of GitHub, or of the servers that take its place. */
function avatarOrigins(config: Config): string[] {
  const providers = config.getOptionalConfig('auth.providers.github');
  const servers = [
    ...(providers?.keys() ?? []).map(name =>
      providers!.getOptionalString(`${name}.enterpriseInstanceUrl`),
    ),
    ...(config.getOptionalConfigArray('integrations.github') ?? []).map(one => {
      const api = one.getOptionalString('apiBaseUrl');
      const host = one.getOptionalString('host');
      return (
        api ?? (host && host !== 'github.com' ? `https://${host}` : undefined)
      );
    }),
  ];
  return [
    ...new Set(
      servers.flatMap(url => {
        const origin = originOf(url);
        return !origin || new URL(origin).host === 'api.github.com'
          ? [GITHUB_AVATARS]
          : avatarsOfServer(origin);
      }),
    ),
  ];
}

/** A server of GitHub's with isolated subdomains has them at one of these. */
function avatarsOfServer(origin: string): string[] {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? [origin, `https://avatars.${host}`] : [origin];
}

// A block whose environment variables are all left out has no keys.
const isConfigured = (config: Config, key: string) =>
  Boolean(config.getOptionalConfig(key)?.keys().length);

function figmaOrigins(config: Config): string[] {
  return isConfigured(config, 'figma') ? [...EMBED_ORIGINS] : [];
}

function datadogOrigins(config: Config): string[] {
  if (!isConfigured(config, 'datadog')) {
    return [];
  }
  const datadog = config.getConfig('datadog');
  const site = siteNamed(datadog.getOptionalString('site') ?? '');
  const others = (datadog.getOptionalStringArray('embedSites') ?? []).map(
    siteNamed,
  );
  const hosts = [
    ...(site ? embedHostsOf(site, datadog.getOptionalString('subdomain')) : []),
    ...others.flatMap(other => (other ? embedHostsOf(other) : [])),
  ];
  return [...new Set(hosts)].map(host => `https://${host}`);
}

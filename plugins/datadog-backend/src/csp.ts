import type { Config } from '@backstage/config';

// What counts for frames, in the order in which a browser looks.
const DIRECTIVES = ['frame-src', 'child-src', 'default-src'];

/** The sources of frames by `backend.csp`; Backstage's own default is the portal itself alone. */
function frameSources(rootConfig: Config): string[] {
  for (const name of DIRECTIVES) {
    const value = rootConfig.getOptional(`backend.csp.${name}`);
    if (Array.isArray(value)) {
      return value.map(String);
    }
  }
  return ["'self'"];
}

function lets(source: string, host: string): boolean {
  const text = source.toLowerCase();
  if (text === '*' || text === 'https:') {
    return true;
  }
  const [, pattern] =
    /^(?:https:\/\/)?([\w.*-]+)(?::443)?(?:\/.*)?$/.exec(text) ?? [];
  return pattern?.startsWith('*.')
    ? host.endsWith(pattern.slice(1))
    : pattern === host;
}

/**
 * Which of these hosts the portal's own Content-Security-Policy keeps out of frames: a frame of
 * such a host stays empty, and says nothing.
 */
export function blockedHosts(rootConfig: Config, hosts: string[]): string[] {
  const sources = frameSources(rootConfig);
  return hosts.filter(host => !sources.some(source => lets(source, host)));
}

import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseRange } from './AddressPolicy';
import { isHostPattern } from './hostPatterns';

/** What the plugin reads from `lighthouse.targets`. */
export interface TargetsConfig {
  /** Patterns as of `hostMatches`. */
  hosts: string[];
  /** Addresses and ranges as of `AddressPolicy`. */
  addresses: string[];
}

/**
 * Reads where audits may go.
 *
 * @throws InputError that names the key, when a value can't be used
 */
export function readTargetsConfig(rootConfig: Config): TargetsConfig {
  const list = (key: string) => rootConfig.getOptionalStringArray(key) ?? [];
  const hosts = list('lighthouse.targets.hosts');
  const addresses = list('lighthouse.targets.addresses');
  const wrong = hosts.find(host => !isHostPattern(host));
  if (wrong !== undefined) {
    throw new InputError(
      `lighthouse.targets.hosts: “${wrong}” is neither a host (www.example.com, localhost:3000) nor a pattern (*.example.com)`,
    );
  }
  for (const address of addresses) {
    try {
      parseRange(address);
    } catch (error) {
      throw new InputError(
        `lighthouse.targets.addresses: ${(error as Error).message}`,
      );
    }
  }
  return { hosts, addresses };
}

import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseAuditUrl } from '@internal/plugin-lighthouse-common';
import { withoutSecrets } from '../audited';
import { problem } from '../problems';
import { AddressPolicy } from './AddressPolicy';
import type { AuditTargets, DeclaredWebsites } from './AuditTargets';
import { hostMatches } from './hostPatterns';
import {
  type Lookup,
  reachableAddresses,
  UnreachableTarget,
} from './reachableAddresses';
import { readTargetsConfig } from './targetsConfig';

/**
 * Makes what decides which addresses people may have audited. The worker decides once more, for
 * everything that the page leads to.
 *
 * @param options.lookup - how names are resolved; the system's way when left out
 * @throws InputError when the configuration can't be used
 */
export function createAuditTargets(options: {
  config: RootConfigService;
  declared: DeclaredWebsites;
  lookup?: Lookup;
}): AuditTargets {
  const { hosts, addresses } = readTargetsConfig(options.config);
  const policy = new AddressPolicy(addresses);
  return {
    async check(text) {
      const parsed = parseAuditUrl(text);
      if (parsed.problem) {
        const { code, message, remedy } = parsed.problem;
        throw problem('invalid', code, message, remedy);
      }
      const { url } = parsed;
      const { host, hostname } = new URL(url);
      if (
        !hosts.some(pattern => hostMatches(url, pattern)) &&
        !(await options.declared.has(url))
      ) {
        throw problem(
          'forbidden',
          'target_not_declared',
          `No entity of the catalog declares ${withoutSecrets(url)}, and ${host} is not one of the hosts that anybody may have audited.`,
          'Add the address to the entity it belongs to (annotation lighthouse.com/website-url), or ask the platform team to list the host in lighthouse.targets.hosts.',
        );
      }
      try {
        await reachableAddresses(hostname, { policy, lookup: options.lookup });
      } catch (error) {
        throw error instanceof UnreachableTarget ? refusal(error) : error;
      }
      return url;
    },
  };
}

function refusal({ code, message }: UnreachableTarget): Error {
  return code === 'target_unresolvable'
    ? problem('invalid', code, message, 'Check how the host is spelled.')
    : problem(
        'forbidden',
        code,
        message,
        'If audits may go there, the platform team lists the address in lighthouse.targets.addresses.',
      );
}

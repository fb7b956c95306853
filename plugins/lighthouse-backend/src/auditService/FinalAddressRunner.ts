import type { Lhr } from '@internal/plugin-lighthouse-common';
import type {
  AuditOrder,
  AuditOutcome,
  AuditRunner,
  AuditRunOptions,
  RunnerAvailability,
} from '../runner/AuditRunner';
import type { AddressPolicy } from '../targets/AddressPolicy';
import {
  type Lookup,
  reachableAddresses,
  UnreachableTarget,
} from '../targets/reachableAddresses';

export interface FinalAddressRunnerOptions {
  /** What measures, without a proxy of the portal between it and the page. */
  runner: AuditRunner;
  policy: AddressPolicy;
  /** How names are resolved; the system's way when left out. */
  lookup?: Lookup;
}

/**
 * Refuses what an audit-service measured where the portal's own worker would not have gone. The
 * service follows redirects by itself, so this can't keep it from asking; but nobody gets to see
 * what an address inside answered.
 */
export class FinalAddressRunner implements AuditRunner {
  readonly #options: FinalAddressRunnerOptions;

  constructor(options: FinalAddressRunnerOptions) {
    this.#options = options;
  }

  async availability(): Promise<RunnerAvailability> {
    return this.#options.runner.availability();
  }

  async run(
    order: AuditOrder,
    options: AuditRunOptions,
  ): Promise<AuditOutcome> {
    const outcome = await this.#options.runner.run(order, options);
    if (outcome.status !== 'completed') {
      return outcome;
    }
    try {
      await this.#check(order.url, outcome.report);
      return outcome;
    } catch (error) {
      if (error instanceof UnreachableTarget) {
        return {
          status: 'failed',
          code: error.code,
          message: `The page led the audit-service where audits may not go. ${error.message}`,
          remedy:
            'If audits may go there, the platform team lists the address in lighthouse.targets.addresses.',
          retry: false,
        };
      }
      throw error;
    }
  }

  /** @throws UnreachableTarget */
  async #check(url: string, report: Lhr): Promise<void> {
    const { policy, lookup } = this.#options;
    const { inside } = await reachableAddresses(new URL(url).hostname, {
      policy,
      lookup,
    });
    for (const host of hostsOf(report)) {
      // A page of the internet may not lead to what is listed, either.
      await reachableAddresses(host, { policy, lookup, publicOnly: !inside });
    }
  }
}

/** @throws UnreachableTarget for an address that is not one of the web */
function hostsOf({ finalUrl, finalDisplayedUrl }: Lhr): Set<string> {
  const hosts = new Set<string>();
  for (const url of [finalUrl, finalDisplayedUrl]) {
    if (url) {
      const parsed = URL.canParse(url) ? new URL(url) : undefined;
      if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
        throw new UnreachableTarget(
          'target_address_refused',
          'It ended at something that is not the address of a web page.',
        );
      }
      hosts.add(parsed.hostname);
    }
  }
  return hosts;
}

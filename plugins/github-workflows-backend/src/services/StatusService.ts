import { StatusResponse } from '@internal/plugin-github-workflows-common';
import { GithubGateway } from '../github/GithubGateway';
import { DeliveryStore } from '../store/DeliveryStore';
import { LeaseStore } from '../store/LeaseStore';
import { RunWatcher } from './RunWatcher';

const DAY_MS = 24 * 3_600_000;

/** How the plugin itself is, for those who run the portal. */
export class StatusService {
  readonly #deliveries: DeliveryStore;
  readonly #gateway: GithubGateway;
  readonly #leases: LeaseStore;
  readonly #watcher: RunWatcher;

  constructor(options: {
    deliveries: DeliveryStore;
    gateway: GithubGateway;
    leases: LeaseStore;
    watcher: RunWatcher;
  }) {
    this.#deliveries = options.deliveries;
    this.#gateway = options.gateway;
    this.#leases = options.leases;
    this.#watcher = options.watcher;
  }

  async status(): Promise<StatusResponse> {
    const now = Date.now();
    const { lastAt, ...counts } = await this.#deliveries.counts(now - DAY_MS);
    return {
      budgets: this.#gateway.budget.list().map(budget => ({
        ...budget,
        resetAt: moment(budget.resetAt),
        pausedUntil:
          (budget.pausedUntil ?? 0) > now
            ? moment(budget.pausedUntil)
            : undefined,
        seenAt: new Date(budget.seenAt).toISOString(),
      })),
      webhooks: { ...counts, lastAt: moment(lastAt) },
      watched: this.#watcher.watched().map(watched => ({
        ...watched,
        askedAt: moment(watched.askedAt || undefined),
        until: new Date(watched.until).toISOString(),
      })),
      leases: (await this.#leases.held()).map(lease => ({
        ...lease,
        until: new Date(lease.until).toISOString(),
      })),
    };
  }
}

function moment(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import {
  isWebhookEvent,
  readWebhook,
  WEBHOOK_EVENTS,
  WebhookNews,
} from '../github/webhooks';
import { Repository, repositoryKey } from '../repository';
import { DeliveryOutcome, DeliveryStore } from '../store/DeliveryStore';
import { RepositoryStore } from '../store/RepositoryStore';
import { RunStore } from '../store/RunStore';
import { RepositoryChanges } from './RepositoryChanges';
import { RunWatcher } from './RunWatcher';

const TOPIC = 'github.';

// GitHub sends a GUID; others that speak its language at least something short.
const header = z.string().regex(/^[\w.:-]{1,100}$/);

/**
 * Takes what GitHub tells by webhook. The events backend has checked the signature by then; here
 * a delivery counts once, is read strictly, and only if it is of a repository in the catalog.
 */
export class WebhookReceiver {
  readonly #deliveries: DeliveryStore;
  readonly #repositories: RepositoryStore;
  readonly #runs: RunStore;
  readonly #watcher: RunWatcher;
  readonly #changes: RepositoryChanges;
  readonly #logger: LoggerService;

  constructor(options: {
    deliveries: DeliveryStore;
    repositories: RepositoryStore;
    runs: RunStore;
    watcher: RunWatcher;
    changes: RepositoryChanges;
    logger: LoggerService;
  }) {
    this.#deliveries = options.deliveries;
    this.#repositories = options.repositories;
    this.#runs = options.runs;
    this.#watcher = options.watcher;
    this.#changes = options.changes;
    this.#logger = options.logger;
  }

  /** Listens to GitHub's events; of several processes of the portal, one gets each. */
  async subscribe(events: EventsService): Promise<void> {
    await events.subscribe({
      id: 'webhooks',
      topics: WEBHOOK_EVENTS.map(event => `${TOPIC}${event}`),
      onEvent: params => this.receive(params),
    });
  }

  async receive({ topic, eventPayload, metadata }: EventParams): Promise<void> {
    const event = topic.slice(TOPIC.length);
    const delivery = header.safeParse(metadata?.['x-github-delivery']);
    if (!delivery.success || !isWebhookEvent(event)) {
      this.#logger.warn(`Dropped a ${event} webhook without X-GitHub-Delivery`);
      return;
    }
    const id = delivery.data;
    if (!(await this.#deliveries.begin(id, event))) {
      this.#logger.debug(`Dropped webhook ${id}: it has come before`);
      return;
    }
    let read: ReturnType<typeof readWebhook>;
    try {
      const host = header
        .optional()
        .parse(metadata?.['x-github-enterprise-host']);
      read = readWebhook(event, eventPayload, host);
    } catch (error) {
      const [issue] = (error as z.ZodError).issues;
      this.#logger.warn(
        `Dropped webhook ${id}: this ${event} isn't as documented`,
        { at: issue.path.join('.'), problem: issue.message },
      );
      await this.#deliveries.finish(id, 'unreadable');
      return;
    }
    try {
      await this.#deliveries.finish(id, await this.#take(read));
    } catch (error) {
      await this.#deliveries.forget(id);
      throw error;
    }
  }

  async #take({
    repository,
    news,
  }: {
    repository: Repository;
    news: WebhookNews;
  }): Promise<DeliveryOutcome> {
    const key = repositoryKey(repository);
    if (!(await this.#repositories.told(key))) {
      return 'ignored';
    }
    switch (news.kind) {
      case 'run':
        await this.#runs.record(key, news.told, 'webhook');
        break;
      case 'job':
        await this.#runs.recordJob(key, news.runId, news.attempt, news.job);
        break;
      case 'look':
        await this.#watcher.lookNow(repository, news.runId);
        break;
      case 'refs':
        await this.#changes.refsChanged(key);
        break;
      default:
        await this.#changes.runsChanged(key);
    }
    return 'taken';
  }
}

import {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import { GithubWorkflowsConfig } from './config';
import { GithubGateway } from './github/GithubGateway';
import { RepositoryReader } from './github/RepositoryReader';
import { RunObserver } from './github/RunObserver';
import { RunReader } from './github/RunReader';
import { RepositoryChanges } from './services/RepositoryChanges';
import { RepositoryRefresher } from './services/RepositoryRefresher';
import { RunChanges } from './services/RunChanges';
import { RunNotifier } from './services/RunNotifier';
import { RunWatcher } from './services/RunWatcher';
import { WebhookReceiver } from './services/WebhookReceiver';
import { DeliveryStore } from './store/DeliveryStore';
import { DispatchStore } from './store/DispatchStore';
import { LeaseStore } from './store/LeaseStore';
import { NoticeStore } from './store/NoticeStore';
import { RepositoryStore } from './store/RepositoryStore';
import { RunStore } from './store/RunStore';

const DAY_MS = 24 * 3_600_000;
// GitHub itself repeats a delivery for at most three days, and ends a run after 35.
const KEEP_DELIVERIES_MS = 3 * DAY_MS;
const KEEP_RUNS_MS = 40 * DAY_MS;

/** What keeps the portal's knowledge of runs up to date, wired together. */
export interface LiveState {
  deliveries: DeliveryStore;
  leases: LeaseStore;
  notices: NoticeStore;
  runs: RunReader;
  runStore: RunStore;
  repositoryStore: RepositoryStore;
  watcher: RunWatcher;
}

/** Wires the stores, the watcher, webhooks, notifications and the tasks that run by the clock. */
export async function createLiveState(deps: {
  auth: AuthService;
  catalog: CatalogService;
  config: GithubWorkflowsConfig;
  db: Knex;
  dispatches: DispatchStore;
  events: EventsService;
  gateway: GithubGateway;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  repositories: RepositoryReader;
  scheduler: SchedulerService;
  signals: SignalsService;
}): Promise<LiveState> {
  const { config, db, dispatches, events, gateway, logger } = deps;
  const { repositories, scheduler, signals } = deps;
  const deliveries = new DeliveryStore(db);
  const leases = new LeaseStore(db);
  const notices = new NoticeStore(db);
  const repositoryStore = new RepositoryStore(db);
  const runStore = new RunStore(db);
  const watchMs = config.watchIntervalMs;
  const observer = new RunObserver({ gateway, store: runStore, watchMs });
  const runs = new RunReader(gateway, config, observer);
  const watcher = new RunWatcher({
    observer,
    runs: runStore,
    dispatches,
    leases,
    logger,
    watchMs,
  });
  const changes = new RepositoryChanges({
    events,
    signals,
    repositories,
    runs,
  });
  const { notifications } = deps;
  const notifier = new RunNotifier({
    dispatches,
    notices,
    notifications,
    logger,
  });
  const runChanges = new RunChanges({
    changes,
    dispatches,
    notifier,
    watcher,
    logger,
  });
  const receiver = new WebhookReceiver({
    deliveries,
    repositories: repositoryStore,
    runs: runStore,
    watcher,
    changes,
    logger,
  });
  const refresher = new RepositoryRefresher({
    ...deps,
    observer,
    store: repositoryStore,
    runs: runStore,
  });

  runStore.onChange(change => runChanges.follow(change));
  await changes.subscribe();
  await receiver.subscribe(events);
  deps.lifecycle.addStartupHook(() => watcher.resume());
  await scheduler.scheduleTask({
    id: 'watch-runs',
    scope: 'local',
    frequency: { milliseconds: watchMs },
    timeout: { minutes: 1 },
    fn: () => watcher.tick(),
  });
  await scheduler.scheduleTask({
    id: 'list-repositories',
    // Webhooks of a repository are taken once it is listed, and a new catalog fills in steps.
    frequency: { seconds: 15 },
    timeout: { minutes: 2 },
    initialDelay: { seconds: 3 },
    fn: () => refresher.list(),
  });
  await scheduler.scheduleTask({
    id: 'refresh-repositories',
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    fn: () => refresher.refresh(),
  });
  await scheduler.scheduleTask({
    id: 'forget-old-state',
    frequency: { hours: 6 },
    timeout: { minutes: 5 },
    fn: async () => {
      const now = Date.now();
      await deliveries.prune(now - KEEP_DELIVERIES_MS);
      await leases.prune();
      await notices.prune(now - KEEP_RUNS_MS);
      await runStore.prune(now - KEEP_RUNS_MS);
    },
  });
  return {
    deliveries,
    leases,
    notices,
    runs,
    runStore,
    repositoryStore,
    watcher,
  };
}

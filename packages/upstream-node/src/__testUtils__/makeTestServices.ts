import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceMock,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import createKnex, { Knex } from 'knex';

type MockScheduler = SchedulerService & {
  triggerTask(id: string): Promise<void>;
};

/** An auditor that only remembers its events, and how each has ended. */
export interface TestAuditor {
  createEvent: jest.Mock;
  success: jest.Mock;
  fail: jest.Mock;
}

/** What a plugin of ours stands on in its tests. */
export interface TestServices {
  /** The plugin's database, for what no route can bring about. */
  knex: Knex;
  signals: ServiceMock<typeof signalsServiceRef.T>;
  auditor: TestAuditor;
  /** Starts a backend on these services, and on others that a plugin needs; its tasks are new. */
  start(features: unknown[]): Promise<TestBackend>;
  /** One round of a task of the backend that was started last. */
  runTask(id: string): Promise<void>;
  /** The tasks that are scheduled. */
  tasks(): ReturnType<SchedulerService['getScheduledTasks']>;
}

function makeAuditor(): TestAuditor {
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  return {
    success,
    fail,
    createEvent: jest.fn(async () => ({ success, fail })),
  };
}

// Backstage's own test database is never closed when it is SQLite, and then the worker hangs.
const openDatabase = () =>
  createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });

/**
 * Makes database, scheduler, signals and auditor for the backend of a test, whose rounds follow
 * each other by hand.
 *
 * @param knex - the database of another process of the same portal; one in memory by default,
 *   which the caller destroys
 * @param ownScheduler - factories in the place of the scheduler whose rounds are taken by hand
 */
export function makeTestServices(
  knex: Knex = openDatabase(),
  ownScheduler?: unknown[],
): TestServices {
  const signals = { publish: jest.fn(async () => {}) };
  const auditor = makeAuditor();
  let scheduler: MockScheduler;
  const services = [
    mockServices.database.factory({ knex }),
    ...(ownScheduler ?? [
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ]),
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => signals,
    }),
    mockServices.auditor.mock({ createEvent: auditor.createEvent }).factory,
  ];
  return {
    knex,
    signals: signals as never,
    auditor,
    start(features) {
      scheduler = mockServices.scheduler() as MockScheduler;
      return startTestBackend({
        features: [...features, ...services] as BackendFeature[],
      });
    },
    runTask: id => scheduler.triggerTask(id),
    tasks: () => scheduler.getScheduledTasks(),
  };
}

import {
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  ServiceMock,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import {
  EnvironmentSeed,
  ManualClock,
  MobworxEnvironment,
  startMobworxEnvironment,
} from '@internal/simulators';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { mobworxPlugin } from '../plugin';
import { awsAccountConfig, environmentConfig } from './environmentConfig';

type MockScheduler = SchedulerService & {
  triggerTask(id: string): Promise<void>;
};

const SAM = 'user:default/sam-okoro';

/** The rhythms of the poller. */
export type Look =
  'health' | 'details' | 'infrastructure' | 'schema' | 'deployments';

export interface StartOptions {
  /** Of `mobworx.poll`; the portal is impatient unless given. */
  poll?: JsonObject;
  /** Makes the configured environments from those that are simulated. */
  environments?: (simulated: JsonObject[]) => JsonObject[];
  /** What staging starts with, where it isn't its own. */
  seed?: EnvironmentSeed;
  /** Further configuration, beside `mobworx`. */
  config?: JsonObject;
  entities?: Entity[];
  /** Another process of the same portal: it shares database and upstreams with this one. */
  beside?: StartedPlugin;
}

/** The plugin, started as in the portal, against simulated environments of its own. */
export interface StartedPlugin {
  staging: MobworxEnvironment<ManualClock>;
  production: MobworxEnvironment<ManualClock>;
  signals: ServiceMock<typeof signalsServiceRef.T>;
  auditor: { createEvent: jest.Mock; success: jest.Mock; fail: jest.Mock };
  /** The plugin's database, for what no route can bring about. */
  knex: Knex;
  /** One round of the poller. */
  look(rhythm?: Look): Promise<void>;
  /** One round of another of the plugin's tasks. */
  runTask(id: string): Promise<void>;
  /** The tasks that are scheduled. */
  tasks(): ReturnType<SchedulerService['getScheduledTasks']>;
  /** Denies a permission to everybody from now on; without a name everything is allowed. */
  deny(permission?: string): void;
  /** Asks as a person; as nobody with null. */
  get(path: string, user?: string | null): request.Test;
  post(path: string, body: unknown, user?: string | null): request.Test;
  /** Ends the backend as it stands and starts it again on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const headerOf = (user: string | null) =>
  user === null
    ? mockCredentials.none.header()
    : mockCredentials.user.header(user);

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const { beside } = options;
  const staging =
    beside?.staging ??
    (await startMobworxEnvironment({ id: 'staging', seed: options.seed }));
  const production =
    beside?.production ?? (await startMobworxEnvironment({ id: 'production' }));
  const simulated = [staging, production].map(environmentConfig);
  const signals = { publish: jest.fn(async () => {}) };
  const auditor = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
    createEvent: jest.fn(),
  };
  auditor.createEvent.mockImplementation(async () => ({
    success: auditor.success,
    fail: auditor.fail,
  }));
  let denied: string | undefined;
  let scheduler = mockServices.scheduler() as MockScheduler;
  // Backstage's own test database is never closed when it is SQLite, and then the worker hangs.
  const knex =
    beside?.knex ??
    createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
  const start = () =>
    startTestBackend({
      features: [
        mobworxPlugin,
        catalogServiceMock.factory({ entities: options.entities ?? [] }),
        mockServices.database.factory({ knex }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => signals,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            aws: { accounts: [staging, production].map(awsAccountConfig) },
            ...options.config,
            mobworx: {
              poll: {
                // Rounds follow each other by hand here, so that none is started late.
                health: { milliseconds: 100 },
                timeout: { seconds: 3 },
                ...options.poll,
              },
              environments: (options.environments ?? (all => all))(
                simulated as unknown as JsonObject[],
              ),
            },
          },
        }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result:
                permission.name === denied
                  ? AuthorizeResult.DENY
                  : AuthorizeResult.ALLOW,
            })),
        }).factory,
        mockServices.auditor.mock({ createEvent: auditor.createEvent }).factory,
      ] as never,
    });
  const close = async () => {
    if (!beside) {
      await knex.destroy();
      await Promise.all([staging.close(), production.close()]);
    }
  };
  let backend = await start().catch(async error => {
    await close();
    throw error;
  });
  return {
    staging,
    production,
    signals: signals as never,
    auditor,
    knex,
    look: (rhythm = 'health') => scheduler.triggerTask(`look-${rhythm}`),
    runTask: id => scheduler.triggerTask(id),
    tasks: () => scheduler.getScheduledTasks(),
    deny: permission => {
      denied = permission;
    },
    get: (path, user = SAM) =>
      request(backend.server)
        .get(`/api/mobworx${path}`)
        .set('Authorization', headerOf(user)),
    post: (path, body, user = SAM) =>
      request(backend.server)
        .post(`/api/mobworx${path}`)
        .set('Authorization', headerOf(user))
        .send(body as object),
    async restart() {
      await backend.stop();
      scheduler = mockServices.scheduler() as MockScheduler;
      backend = await start();
    },
    async stop() {
      await backend.stop();
      await close();
    },
  };
}

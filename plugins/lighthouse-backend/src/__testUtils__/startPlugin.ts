import {
  coreServices,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Audit, FormFactor } from '@internal/plugin-lighthouse-common';
import createKnex, { type Knex } from 'knex';
import request from 'supertest';
import { lighthousePlugin } from '../plugin';
import { auditRunnerRef } from '../runner/auditRunnerRef';
import { HandRunner } from './HandRunner';
import type { Measured } from './report';

type MockScheduler = SchedulerService & {
  triggerTask(id: string): Promise<void>;
};

export const SAM = 'user:default/sam-okoro';

/** A page that the configuration of these tests lets be audited; nothing is ever asked of it. */
export const PAGE = 'http://127.0.0.1:9/shop';

export interface StartOptions {
  /** Of `lighthouse`. */
  config?: JsonObject;
  entities?: Entity[];
  /**
   * Its connection to the database, which the caller ends; it has a database of its own by default.
   */
  knex?: Knex;
  /** False for the runner that the configuration asks for. */
  handRunner?: boolean;
}

/** The plugin, started as in the portal, with a runner that the test drives by hand. */
export interface StartedPlugin {
  runner: HandRunner;
  catalog: ReturnType<typeof catalogServiceMock>;
  signals: { publish: jest.Mock };
  auditor: { createEvent: jest.Mock; success: jest.Mock; fail: jest.Mock };
  knex: Knex;
  runTask(id: string): Promise<void>;
  tasks(): ReturnType<SchedulerService['getScheduledTasks']>;
  /** Denies a permission to everybody from now on; without a name everything is allowed. */
  deny(permission?: string): void;
  get(path: string, user?: string | null): request.Test;
  post(path: string, body: unknown, user?: string | null): request.Test;
  delete(path: string, user?: string | null): request.Test;
  /** Asks for an audit and lets it end well; gives it as it is then. */
  audit(
    measured?: Measured,
    formFactor?: FormFactor,
    url?: string,
  ): Promise<Audit>;
  /** Waits until an audit is in a state. */
  until(id: string, status: Audit['status']): Promise<Audit>;
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
  const runner = new HandRunner();
  const catalog = catalogServiceMock({ entities: options.entities ?? [] });
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
    options.knex ??
    createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
  const start = () =>
    startTestBackend({
      features: [
        lighthousePlugin,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog,
        }),
        mockServices.database.factory({ knex }),
        ...(options.handRunner === false
          ? []
          : [
              createServiceFactory({
                service: auditRunnerRef,
                deps: {},
                factory: () => runner,
              }),
            ]),
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
            lighthouse: {
              targets: { hosts: ['127.0.0.1:9'], addresses: ['127.0.0.1'] },
              ...options.config,
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
  let backend = await start();
  const ask = (
    method: 'get' | 'post' | 'delete',
    path: string,
    user: string | null,
  ) =>
    request(backend.server)
      [method](`/api/lighthouse${path}`)
      .set('Authorization', headerOf(user));
  const portal: StartedPlugin = {
    runner,
    catalog,
    signals,
    auditor,
    knex,
    runTask: id => scheduler.triggerTask(id),
    tasks: () => scheduler.getScheduledTasks(),
    deny: permission => {
      denied = permission;
    },
    get: (path, user = SAM) => ask('get', path, user),
    post: (path, body, user = SAM) =>
      ask('post', path, user).send(body as object),
    delete: (path, user = SAM) => ask('delete', path, user),
    async audit(measured, formFactor = 'mobile', url = PAGE) {
      const { body } = await portal.post('/audits', { url, formFactor });
      const underWay = await runner.next();
      underWay.complete(measured);
      return portal.until(body.audit.id, 'COMPLETED');
    },
    async until(id, status) {
      for (;;) {
        const { body } = await portal.get(`/audits/${id}`);
        if (body.audit?.status === status) {
          return body.audit;
        }
        // The test's own time limit ends it.
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      }
    },
    async restart() {
      await backend.stop();
      scheduler = mockServices.scheduler() as MockScheduler;
      backend = await start();
    },
    async stop() {
      await backend.stop();
      if (!options.knex) {
        await knex.destroy();
      }
    },
  };
  return portal;
}

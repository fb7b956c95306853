import { randomUUID } from 'node:crypto';
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
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { GITHUB_TOKEN_HEADER } from '@internal/plugin-github-workflows-common';
import {
  GithubSimulator,
  GithubSimulatorOptions,
  ManualClock,
  startGithubSimulator,
} from '@internal/simulators';
import { JsonObject } from '@backstage/types';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { githubWorkflowsPlugin } from '../plugin';
import { relayWebhooks, WebhookRelay } from './relayWebhooks';

type MockScheduler = SchedulerService & {
  triggerTask(id: string): Promise<void>;
};

// A start takes a second, and many on a machine that is busy with other suites.
jest.setTimeout(60_000);

const SAM = 'user:default/sam-okoro';
export const ROBIN = 'user:default/robin-hale';
export const GUEST = 'user:default/guest';

/** Whatever has this in its file, ref or environment is refused to everybody. */
export const FORBIDDEN = 'forbidden';

/** An entity of the MobWorx catalog, as far as this plugin reads one. */
function makeEntity(
  name: string,
  annotations: Record<string, string>,
  spec = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: {
      type: 'service',
      owner: 'group:default/backend',
      lifecycle: 'production',
      ...spec,
    },
  };
}

const sam: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'sam-okoro',
    annotations: { 'github.com/user-login': 'sam-okoro' },
  },
  spec: { memberOf: ['backend'] },
};

const entities = [
  sam,
  makeEntity('appsync-service', {
    'github.com/project-slug': 'MobWorx/appsync-service',
  }),
  makeEntity('stream-service', {
    'github.com/project-slug': 'MobWorx/stream-service',
    'backstage.io/source-location':
      'url:https://github.com/MobWorx/stream-service/',
  }),
  makeEntity('studio-webapp', {
    'github.com/project-slug': 'MobWorx/studio-webapp',
  }),
  {
    ...makeEntity(
      'studio-service',
      { 'github.com/project-slug': 'MobWorx/studio-service' },
      { owner: 'group:default/studio', system: 'studio' },
    ),
    relations: [
      { type: 'partOf', targetRef: 'system:default/studio' },
      { type: 'ownedBy', targetRef: 'group:default/studio' },
    ],
  },
  makeEntity('no-annotation', {}),
  makeEntity('no-slash', { 'github.com/project-slug': 'appsync-service' }),
  makeEntity('gone', {
    'github.com/project-slug': 'MobWorx/no-such-repository',
  }),
  makeEntity('elsewhere', {
    'github.com/project-slug': 'MobWorx/appsync-service',
    'backstage.io/source-location':
      'url:https://ghe.mobworx.example/MobWorx/appsync-service/',
  }),
  makeEntity(
    'nobodys',
    { 'github.com/project-slug': 'MobWorx/appsync-service' },
    { owner: undefined },
  ),
];

export interface StartOptions {
  /** Of `githubWorkflows`; the intervals are short unless given. */
  config?: JsonObject;
  /** Further components of MobWorx/appsync-service: their annotations by their names. */
  components?: Record<string, Record<string, string>>;
  /** How the simulated GitHub is; github.com unless given. */
  github?: GithubSimulatorOptions;
  /** Whether the portal reads as a GitHub App instead of with a token. */
  app?: boolean;
  /** Another process of the same portal: it shares database and GitHub with this one. */
  beside?: StartedPlugin;
}

/** The plugin, started as in the portal, against a simulated GitHub of its own. */
export interface StartedPlugin {
  github: GithubSimulator<ManualClock>;
  signals: ServiceMock<typeof signalsServiceRef.T>;
  auditor: { createEvent: jest.Mock; success: jest.Mock; fail: jest.Mock };
  /** Denies a permission to everybody from now on; without a name everything is as before. */
  deny(permission?: string): void;
  notifications: ServiceMock<typeof notificationService.T>;
  /** One round of asking GitHub about the runs under way. */
  tick(): Promise<void>;
  /** One round of another of the plugin's tasks. */
  runTask(id: string): Promise<void>;
  /** What the plugin has registered for assistants. */
  actions: ReturnType<typeof actionsRegistryServiceMock>;
  /** The plugin's database, for what no route can bring about. */
  knex: Knex;
  /** What GitHub delivers; this process gets it once `listen` was called. */
  relay: WebhookRelay;
  /** Lists the repositories of the catalog, and takes GitHub's webhooks from now on. */
  listen(): Promise<void>;
  /** Tells as the events backend does, which has checked the signature. */
  webhook(
    event: string,
    payload: unknown,
    headers?: Record<string, string>,
  ): Promise<void>;
  /** Ends the backend as it stands and starts it again on the same database. */
  restart(): Promise<void>;
  get(path: string, user?: string): request.Test;
  post(path: string, body: unknown, options?: PostOptions): request.Test;
  dispatch(file: string, body: unknown, options?: PostOptions): request.Test;
  /** Where it listens on loopback, for what supertest can't do. */
  port: number;
  stop(): Promise<void>;
}

interface PostOptions {
  user?: string;
  /** Null for none. */
  token?: string | null;
}

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const { beside } = options;
  const relay = await relayWebhooks();
  const github =
    beside?.github ??
    (await startGithubSimulator({
      webhooks: { url: relay.url, secret: 'known to nobody' },
      ...options.github,
    }));
  const signals = { publish: jest.fn(async () => {}) };
  const notifications = { send: jest.fn(async () => {}) };
  const events = mockServices.events();
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
  const credential = options.app
    ? {
        apps: [
          {
            appId: 70_100,
            clientId: 'Iv23simulatedportal',
            clientSecret: 'unused',
            webhookSecret: 'unused',
            privateKey: github.appPrivateKey(),
          },
        ],
      }
    : { token: 'ghp_simulated_portal_reader' };
  let actions = actionsRegistryServiceMock();
  const start = () =>
    startTestBackend({
      features: [
        githubWorkflowsPlugin,
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => actions,
        }),
        catalogServiceMock.factory({
          entities: [
            ...entities,
            ...Object.entries(options.components ?? {}).map(
              ([name, annotations]) =>
                makeEntity(name, {
                  'github.com/project-slug': 'MobWorx/appsync-service',
                  ...annotations,
                }),
            ),
          ],
        }),
        mockServices.database.factory({ knex }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            integrations: {
              github: [
                {
                  host: 'github.com',
                  apiBaseUrl: github.apiBaseUrl,
                  ...credential,
                },
              ],
            },
            githubWorkflows: {
              keepLists: { milliseconds: 100 },
              watchInterval: { milliseconds: 100 },
              ...options.config,
            },
          },
        }),
        mockServices.permissions.mock({
          // Robin is of the platform team; owners may read the audit of what they own.
          authorizeConditional: async (_requests, { credentials }: any) => {
            const { userEntityRef } = credentials.principal;
            const result =
              userEntityRef === ROBIN
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.CONDITIONAL;
            return [{ result } as PolicyDecision];
          },
          authorize: async (requests, { credentials }: any) =>
            requests.map(({ permission, resourceRef = '' }) => ({
              // Everybody may look; Sam is the one of the owning team here.
              result:
                permission.name !== denied &&
                (isResourcePermission(permission, 'catalog-entity') ||
                  (credentials.principal.userEntityRef === ROBIN &&
                    permission.name === 'githubWorkflows.status.read') ||
                  (credentials.principal.userEntityRef === SAM &&
                    !resourceRef.includes(FORBIDDEN)))
                  ? AuthorizeResult.ALLOW
                  : AuthorizeResult.DENY,
            })),
        }).factory,
        mockServices.auditor.mock({ createEvent: auditor.createEvent }).factory,
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => signals,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => notifications,
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
      ] as never,
    });
  let backend = await start();
  const post: StartedPlugin['post'] = (
    path,
    body,
    { user = SAM, token = 'gho_simulated_sam-okoro' } = {},
  ) => {
    const call = request(backend.server)
      .post(`/api/github-workflows${path}`)
      .set('Authorization', mockCredentials.user.header(user));
    return (token === null ? call : call.set(GITHUB_TOKEN_HEADER, token)).send(
      body as object,
    );
  };
  const webhook: StartedPlugin['webhook'] = (
    event,
    eventPayload,
    metadata = { 'x-github-delivery': randomUUID() },
  ) => events.publish({ topic: `github.${event}`, eventPayload, metadata });
  return {
    github,
    signals: signals as never,
    auditor,
    knex,
    get actions() {
      return actions;
    },
    notifications: notifications as never,
    relay: beside?.relay ?? relay,
    webhook,
    async listen() {
      await scheduler.triggerTask('list-repositories');
      (beside?.relay ?? relay).onDelivery = ({ event, payload, headers }) =>
        webhook(event, payload, headers);
    },
    runTask: id => scheduler.triggerTask(id),
    deny: permission => {
      denied = permission;
    },
    async restart() {
      await backend.stop();
      scheduler = mockServices.scheduler() as MockScheduler;
      actions = actionsRegistryServiceMock();
      backend = await start();
    },
    tick: () => scheduler.triggerTask('watch-runs'),
    get: (path, user = SAM) =>
      request(backend.server)
        .get(`/api/github-workflows${path}`)
        .set('Authorization', mockCredentials.user.header(user)),
    post,
    dispatch: (file, body, postOptions) =>
      post(
        `/entities/component/default/appsync-service/workflows/${file}/dispatches`,
        body,
        postOptions,
      ),
    port: backend.server.port(),
    async stop() {
      await backend.stop();
      relay.close();
      if (!beside) {
        await knex.destroy();
        await github.close();
      }
    },
  };
}

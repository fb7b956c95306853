import { randomUUID } from 'node:crypto';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  ServiceMock,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { JsonObject } from '@backstage/types';
import { GITHUB_TOKEN_HEADER } from '@internal/plugin-github-workflows-common';
import {
  GithubSimulator,
  GithubSimulatorOptions,
  ManualClock,
  startGithubSimulator,
} from '@internal/simulators';
import {
  makeTestServices,
  TestServices,
} from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { githubWorkflowsPlugin } from '../plugin';
import { makeCatalog } from './catalog';
import { makePermissions, SAM } from './permissions';
import { relayWebhooks, WebhookRelay } from './relayWebhooks';

// A start takes a second, and many on a machine that is busy with other suites.
jest.setTimeout(60_000);

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
  /** Its connection to the database, which the caller ends; one of its own by default. */
  knex?: Knex;
}

/** The plugin, started as in the portal, against a simulated GitHub of its own. */
export interface StartedPlugin extends Omit<TestServices, 'start'> {
  github: GithubSimulator<ManualClock>;
  /** Denies a permission to everybody from now on; without a name everything is as before. */
  deny(permission?: string): void;
  notifications: ServiceMock<typeof notificationService.T>;
  /** One round of asking GitHub about the runs under way. */
  tick(): Promise<void>;
  /** What the plugin has registered for assistants. */
  actions: ReturnType<typeof actionsRegistryServiceMock>;
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

/** How the portal signs in to read GitHub. */
function credentialOf(github: GithubSimulator<ManualClock>, app?: boolean) {
  return app
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
  const services = makeTestServices(options.knex ?? beside?.knex);
  const notifications = { send: jest.fn(async () => {}) };
  const events = mockServices.events();
  let denied: string | undefined;
  let actions = actionsRegistryServiceMock();
  const start = () =>
    services.start([
      githubWorkflowsPlugin,
      makeCatalog(options.components),
      makePermissions(() => denied),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          integrations: {
            github: [
              {
                host: 'github.com',
                apiBaseUrl: github.apiBaseUrl,
                ...credentialOf(github, options.app),
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
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
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
    ]);
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
    ...services,
    github,
    get actions() {
      return actions;
    },
    notifications: notifications as never,
    relay: beside?.relay ?? relay,
    webhook,
    async listen() {
      await services.runTask('list-repositories');
      (beside?.relay ?? relay).onDelivery = ({ event, payload, headers }) =>
        webhook(event, payload, headers);
    },
    deny: permission => {
      denied = permission;
    },
    async restart() {
      await backend.stop();
      actions = actionsRegistryServiceMock();
      backend = await start();
    },
    tick: () => services.runTask('watch-runs'),
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
      if (!beside && !options.knex) {
        await services.knex.destroy();
      }
      if (!beside) {
        await github.close();
      }
    },
  };
}

import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  BugsnagSeed,
  bugsnagSeed,
  BugsnagSimulator,
  startBugsnag,
} from '@internal/simulators';
import request from 'supertest';
import bugsnagPlugin from '../index';

const SAM = 'user:default/sam-okoro';

/** A component with an annotation of Bugsnag, or without any. */
const component = (name: string, key?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    ...(key !== undefined && {
      annotations: { 'bugsnag.com/project-key': key },
    }),
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'web' },
});

const [, mobworx] = bugsnagSeed().organizations;
const studio = mobworx.projects.find(({ slug }) => slug === 'studio-webapp')!;

const ENTITIES = [
  component('webapp', 'MobWorx/WebApp'),
  component('webapp-again', 'mobworx/WebApp'),
  component('studio-webapp', `MobWorx/${studio.apiKey.toUpperCase()}`),
  component('ios', 'MobWorx/iOS app'),
  component('android', 'MobWorx/Android app'),
  component('document'),
  component('misspelt', 'WebApp'),
  component('address', 'https://evil.example/WebApp'),
  component('part-of-a-name', 'MobWorx/Web'),
  component('other-case', 'MobWorx/webapp'),
  component('part-of-an-organization', 'Mob/WebApp'),
  component('someone-elses', 'MobWorx Labs/iOS app'),
  component('wrong-key', `MobWorx/${'0'.repeat(32)}`),
];

export interface StartOptions {
  /** `bugsnag` of the configuration; null leaves it out. */
  bugsnag?: JsonObject | null;
  /** Further keys of it. */
  more?: JsonObject;
  seed?: BugsnagSeed;
}

/** The plugin, started as in the portal, against a simulated Bugsnag of its own. */
export interface StartedPlugin {
  bugsnag: BugsnagSimulator;
  /** Denies the permission to everybody from now on. */
  deny(): void;
  /** Asks as a person; as nobody with null. */
  get(path: string, user?: string | null): request.Test;
  stop(): Promise<void>;
}

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const bugsnag = await startBugsnag({ seed: options.seed });
  const config =
    options.bugsnag === undefined
      ? {
          token: 'bugsnag_simulated_portal',
          // With a slash at its end, as people write it.
          apiBaseUrl: `${bugsnag.service.url}/`,
          dashboardUrl: 'https://bugsnag.example/',
          ...options.more,
        }
      : options.bugsnag;
  let denied = false;
  const backend = await startTestBackend({
    features: [
      bugsnagPlugin,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities: ENTITIES }),
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          ...(config && { bugsnag: config }),
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({
            result: denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ] as never,
  }).catch(async error => {
    await bugsnag.close();
    throw error;
  });
  return {
    bugsnag,
    deny: () => {
      denied = true;
    },
    get: (path, user = SAM) =>
      request(backend.server)
        .get(path)
        .set(
          'Authorization',
          user === null
            ? mockCredentials.none.header()
            : mockCredentials.user.header(user),
        ),
    async stop() {
      await backend.stop();
      await bugsnag.close();
    },
  };
}

/** Every route of an entity. */
export const ROUTES = ['summary', 'errors', 'trend', 'stability', 'releases'];

/** Address of a route of an entity. */
export const of = (name: string, route = 'errors') =>
  `/api/bugsnag/entities/component/default/${name}/${route}`;

import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  SonarqubeSimulator,
  startSonarqube,
  SonarqubeSeed,
} from '@internal/simulators';
import request from 'supertest';
import features from '../index';

const SAM = 'user:default/sam-okoro';

/** A component with an annotation of SonarQube, or without any. */
export const component = (name: string, key?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    ...(key && { annotations: { 'sonarqube.org/project-key': key } }),
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'backend' },
});

const ENTITIES = [
  component('webapp', 'mobworx_webapp'),
  component('ios', 'mobworx_ios'),
  component('infrastructures', 'mobworx_infrastructures'),
  component('studio-webapp', 'studio/mobworx_studio-webapp'),
  component('document'),
  component('misspelt', 'mobworx webapp'),
  component('gone', 'mobworx_gone'),
  component('elsewhere', 'mars/mobworx_webapp'),
];

export interface StartOptions {
  /** `sonarqube` of the configuration; that of the simulated servers when left out. */
  sonarqube?: JsonObject | null;
  /** `sonarqubeInsights` of the configuration. */
  insights?: JsonObject;
  entities?: Entity[];
  seed?: SonarqubeSeed;
  /** Leaves the second server out of the configuration. */
  oneServer?: boolean;
}

/** Both plugins, started as in the portal, against simulated servers of their own. */
export interface StartedPlugin {
  server: SonarqubeSimulator;
  community: SonarqubeSimulator;
  /** How often and for whom the catalog was asked. */
  catalog: jest.Mocked<CatalogService>;
  /** Denies the permission to everybody from now on. */
  deny(): void;
  /** Asks as a person; as nobody with null. The path is below `/api`. */
  get(path: string, user?: string | null): request.Test;
  post(path: string, body: unknown, user?: string | null): request.Test;
  stop(): Promise<void>;
}

const headerOf = (user: string | null) =>
  user === null
    ? mockCredentials.none.header()
    : mockCredentials.user.header(user);

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const server = await startSonarqube({ seed: options.seed });
  const community = await startSonarqube({ id: 'community' });
  const sonarqube =
    options.sonarqube === undefined
      ? {
          // With a slash at its end, as people write it.
          baseUrl: `${server.service.url}/`,
          externalBaseUrl: 'https://sonarqube.example/',
          apiKey: 'squ_simulated_portal',
          instances: options.oneServer
            ? []
            : [
                {
                  name: 'studio',
                  baseUrl: community.service.url,
                  apiKey: 'squ_simulated_studio',
                  authType: 'Bearer',
                },
              ],
        }
      : options.sonarqube;
  let denied = false;
  const catalog = catalogServiceMock({
    entities: options.entities ?? ENTITIES,
  });
  jest.spyOn(catalog, 'getEntityByRef');
  jest.spyOn(catalog, 'getEntitiesByRefs');
  const close = () => Promise.all([server.close(), community.close()]);
  const backend = await startTestBackend({
    features: [
      features,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          ...(sonarqube && { sonarqube }),
          ...(options.insights && { sonarqubeInsights: options.insights }),
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
    await close();
    throw error;
  });
  return {
    server,
    community,
    catalog: catalog as never,
    deny: () => {
      denied = true;
    },
    get: (path, user = SAM) =>
      request(backend.server)
        .get(`/api${path}`)
        .set('Authorization', headerOf(user)),
    post: (path, body, user = SAM) =>
      request(backend.server)
        .post(`/api${path}`)
        .set('Authorization', headerOf(user))
        .send(body as object),
    async stop() {
      await backend.stop();
      await close();
    },
  };
}

/** Address of a route of an entity. */
export const of = (name: string, route = 'summary') =>
  `/sonarqube-insights/entities/component/default/${name}/${route}`;

export const SUMMARIES = '/sonarqube-insights/summaries';

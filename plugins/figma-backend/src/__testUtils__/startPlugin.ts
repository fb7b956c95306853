import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { type FigmaSimulator, startFigma } from '@internal/simulators';
import {
  makeTestServices,
  type TestServices,
} from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import feature from '../index';

const SAM = 'user:default/sam-okoro';

export const WEB = 'MWXwebappDesignFileKey001';
export const STUDIO = 'MWXstudioDesignFileKey001';
export const BRANCH = 'MWXstudioBranchFileKey001';
const BOARD = 'MWXstudioBoardFileKey0001';
export const PASSCODE = 'a passcode of Figma';

const design = (key: string) => `https://www.figma.com/design/${key}/MobZ`;

/** A component with annotations of Figma, of the System `apps` and the group `web`. */
const component = (
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    title: name.toUpperCase(),
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [
        `figma.com/${key}`,
        value,
      ]),
    ),
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'web' },
  relations: [
    { type: 'partOf', targetRef: 'system:default/apps' },
    { type: 'ownedBy', targetRef: 'group:default/web' },
  ],
});

const plain = (
  kind: string,
  name: string,
  relations: Entity['relations'] = [],
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: {},
  relations,
});

/** Ids of the forty frames of a file that the simulator makes. */
const FORTY = Array.from({ length: 40 }, (_, index) => `1:${index + 1}`);
export const FORTY_KEY = 'MWXfortyFramesFileKey0001';

const ENTITIES: Entity[] = [
  component('webapp', {
    'file-url': design(WEB),
    'node-ids': '10:2, 10-3, 20:2, 9:9',
    components: 'button, Room card, colour/accent, Nothing',
  }),
  component('webapp-docs', { 'file-url': WEB }),
  component('studio', {
    'file-url': `https://www.figma.com/design/${STUDIO}/branch/${BRANCH}/MobZ?node-id=7-1`,
  }),
  component('board', {
    'file-url': `https://www.figma.com/board/${BOARD}/Session`,
    'node-ids': '2:2',
  }),
  component('android', { 'file-url': design('MWXandroidDesignFileKey01') }),
  component('make', {
    'file-url': 'https://www.figma.com/make/MWXreactionsMakeFileKey01/R',
    'node-ids': '1:2',
  }),
  component('forty', {
    'file-url': FORTY_KEY,
    'node-ids': FORTY.join(','),
  }),
  component('document'),
  // eslint-disable-next-line no-script-url
  component('misspelt', { 'file-url': 'javascript:alert(1)' }),
  component('elsewhere', { 'file-url': `https://evilfigma.com/design/${WEB}` }),
  component('greedy', {
    'file-url': design(WEB),
    'node-ids': Array.from({ length: 200 }, (_, i) => `1:${i}`).join(','),
  }),
  component('garbled', {
    'file-url': design(WEB),
    'node-ids': '1:2,../3',
    components: 'x'.repeat(300),
  }),
  plain('System', 'apps', [
    { type: 'partOf', targetRef: 'domain:default/mobz' },
  ]),
  plain('Domain', 'mobz'),
  plain('Group', 'web'),
];

export interface StartOptions {
  /** Over those of the simulated Figma; null leaves the block out. */
  figma?: JsonObject | null;
  entities?: Entity[];
  /** Another process of the same portal, or the same one later. */
  knex?: Knex;
  simulator?: FigmaSimulator;
}

/** The plugin, started as in the portal, against a simulated Figma. */
export interface StartedPlugin {
  figma: FigmaSimulator;
  services: TestServices;
  backend: TestBackend;
  /** How often and for whom the catalog was asked. */
  catalog: jest.Mocked<CatalogService>;
  /** Denies permissions to everybody from now on; all of them without a name. */
  deny(name?: string): void;
  /** Asks as a person; as nobody with null. The path is below `/api/figma`. */
  get(path: string, user?: string | null): request.Test;
  post(path: string, body: unknown, user?: string | null): request.Test;
  /** Ends the plugin; the simulator and the database too, unless they were given. */
  stop(): Promise<void>;
}

const headerOf = (user: string | null) =>
  user === null
    ? mockCredentials.none.header()
    : mockCredentials.user.header(user);

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const figma = options.simulator ?? (await startFigma());
  const services = makeTestServices(options.knex);
  const denied = new Set<string>();
  const catalog = catalogServiceMock({
    entities: options.entities ?? ENTITIES,
  });
  jest.spyOn(catalog, 'getEntityByRef');
  jest.spyOn(catalog, 'getEntities');
  const config = {
    baseUrl: `${figma.service.url}/`,
    token: 'figd_simulated_portal',
    plan: 'enterprise',
    webhook: { passcode: PASSCODE },
    ...options.figma,
  };
  const close = async () => {
    if (!options.simulator) {
      await figma.close();
    }
    if (!options.knex) {
      await services.knex.destroy();
    }
  };
  const backend = await services
    .start([
      feature,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          backend: { baseUrl: 'http://localhost:7007' },
          ...(options.figma !== null && { figma: config }),
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              denied.has('') || denied.has(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ])
    .catch(async error => {
      await close();
      throw error;
    });
  return {
    figma,
    services,
    backend,
    catalog: catalog as never,
    deny: (name = '') => {
      denied.add(name);
    },
    get: (path, user = SAM) =>
      request(backend.server)
        .get(`/api/figma${path}`)
        .set('Authorization', headerOf(user)),
    post: (path, body, user = SAM) =>
      request(backend.server)
        .post(`/api/figma${path}`)
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
  `/entities/component/default/${name}/${route}`;

/** Routes of an entity that ask Figma. */
export const ROUTES = [
  'summary',
  'frames',
  'sections',
  'comments',
  'versions',
  'components',
  'dev-resources',
];

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
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  type DatadogSeed,
  type DatadogSimulator,
  startDatadog,
} from '@internal/simulators';
import request from 'supertest';
import plugin from '../index';
import { until } from './until';

const SAM = 'user:default/sam-okoro';
const API_KEY = '0000simulated0datadog0api0key000';
const KEY = '0000simulated0datadog0application0key000';
/** Without the scopes for incidents and traces. */
export const NARROW_KEY = '0000simulated0datadog0narrow0key00000000';

/** An entity with annotations of Datadog: their names without the prefix. */
export function entity(
  name: string,
  annotations: Record<string, string> = {},
  more: { kind?: string; relations?: Array<[string, string]> } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: more.kind ?? 'Component',
    metadata: {
      name,
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `datadoghq.com/${key}`,
          value,
        ]),
      ),
    },
    relations: (more.relations ?? []).map(([type, targetRef]) => ({
      type,
      targetRef,
    })),
    spec: { type: 'service', lifecycle: 'production', owner: 'backend' },
  };
}

const dependsOn = (target: string): [string, string] => ['dependsOn', target];

const ENTITIES = [
  entity(
    'stream-service',
    {
      'service-name': 'stream-service',
      'dashboard-url':
        'https://app.datadoghq.com/dashboard/mwx-str-001/stream-service',
    },
    {
      relations: [
        dependsOn('component:default/infrastructures'),
        dependsOn('resource:default/stream-redis'),
        dependsOn('component:default/nobody-sees-it'),
      ],
    },
  ),
  entity(
    'appsync-service',
    { 'service-name': 'appsync-service' },
    { relations: [dependsOn('component:default/infrastructures')] },
  ),
  entity(
    'webapp',
    { 'service-name': 'webapp' },
    { relations: [['consumesApi', 'api:default/appsync-graphql']] },
  ),
  entity(
    'appsync-graphql',
    {},
    {
      kind: 'API',
      relations: [['apiProvidedBy', 'component:default/appsync-service']],
    },
  ),
  entity('stream-redis', {}, { kind: 'Resource' }),
  entity('infrastructures', { 'service-name': 'infrastructures' }),
  entity('munit', { 'service-name': 'munit' }),
  entity('studio-service', { 'service-name': 'studio-service' }),
  entity('ios', { monitor_tags: 'app:ios', slo_tag: 'app:ios' }),
  entity('quiet', { 'service-name': 'quiet' }),
  entity('document'),
  entity('misspelt', { 'service-name': 'my service' }),
  entity('half-misspelt', {
    'service-name': 'webapp',
    monitor_tags: 'team web',
    slo_tag: 'a b',
  }),
  entity('embeds-only', {
    'dashboard-url': 'https://p.datadoghq.com/sb/abc',
  }),
];

export interface StartOptions {
  /** In place of keys of `datadog`; null for no configuration at all. */
  datadog?: JsonObject | null;
  /** Leaves both keys out of the configuration. */
  withoutKeys?: boolean;
  /** `backend.csp` of the configuration. */
  csp?: JsonObject;
  entities?: Entity[];
  seed?: DatadogSeed;
}

/** The plugin, started as in the portal, against a simulated Datadog of its own. */
export interface StartedPlugin {
  datadog: DatadogSimulator;
  /** How often and for whom the catalog was asked. */
  catalog: jest.Mocked<CatalogService>;
  logger: { warn: jest.Mock; error: jest.Mock; info: jest.Mock };
  /** Denies permissions from now on; all of them when none is named. */
  deny(...permissions: BasicPermission[]): void;
  /** Asks as a person; as nobody with null. The path is below `/api/datadog`. */
  get(path: string, user?: string | null): request.Test;
  post(path: string, body: unknown, user?: string | null): request.Test;
  /** The paths that Datadog was asked for, without its checks at the start. */
  asked(): string[];
  stop(): Promise<void>;
}

const headerOf = (user: string | null) =>
  user === null
    ? mockCredentials.none.header()
    : mockCredentials.user.header(user);

export async function startPlugin(
  options: StartOptions = {},
): Promise<StartedPlugin> {
  const datadog = await startDatadog({ seed: options.seed });
  let denied: ((name: string) => boolean) | undefined;
  const catalog = catalogServiceMock({
    entities: options.entities ?? ENTITIES,
  });
  jest.spyOn(catalog, 'getEntityByRef');
  jest.spyOn(catalog, 'getEntitiesByRefs');
  jest.spyOn(catalog, 'getEntities');
  const logger = mockServices.logger.mock();
  const backend = await startTestBackend({
    features: [
      plugin,
      logger.factory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost:7007',
            csp: options.csp ?? {
              'frame-src': [
                "'self'",
                'https://app.datadoghq.com',
                'https://p.datadoghq.com',
              ],
            },
          },
          ...(options.datadog !== null && {
            datadog: {
              site: 'datadoghq.com',
              // With a slash at its end, as people write it.
              apiUrl: `${datadog.service.url}/`,
              ...(!options.withoutKeys && {
                apiKey: API_KEY,
                applicationKey: KEY,
              }),
              environments: [{ name: 'production' }, { name: 'staging' }],
              ...options.datadog,
            },
          }),
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied?.(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ] as never,
  }).catch(async error => {
    await datadog.close();
    throw error;
  });
  const send = (test: request.Test, user: string | null) =>
    test.set('Authorization', headerOf(user));
  if (options.datadog !== null) {
    await checked(datadog, logger as never);
  }
  const checks = datadog.service.requests().length;
  return {
    datadog,
    catalog: catalog as never,
    logger: logger as never,
    deny: (...permissions) => {
      const names = permissions.map(({ name }) => name);
      denied = name => names.length === 0 || names.includes(name);
    },
    get: (path, user = SAM) =>
      send(request(backend.server).get(`/api/datadog${path}`), user),
    post: (path, body, user = SAM) =>
      send(request(backend.server).post(`/api/datadog${path}`), user).send(
        body as object,
      ),
    asked: () =>
      datadog.service
        .requests()
        .slice(checks)
        .map(({ path }) => path),
    async stop() {
      await backend.stop();
      await datadog.close();
    },
  };
}

/** Waits until the plugin has said in the log what it found as it started. */
async function checked(
  datadog: DatadogSimulator,
  { info, warn }: { info: jest.Mock; warn: jest.Mock },
): Promise<void> {
  await until(() =>
    [...info.mock.calls, ...warn.mock.calls].some(([text]) =>
      /Datadog/.test(text),
    )
      ? true
      : undefined,
  );
  const arrived = () =>
    Object.values(datadog.calls()).reduce((sum, count) => sum + count, 0);
  await until(() =>
    datadog.service.requests().length === arrived() ? true : undefined,
  );
}

/** Address of a route of an entity, in production where not said otherwise. */
export const of = (name: string, route = 'summary', query = '') =>
  `/entities/component/default/${name}/${route}${
    route === 'dashboards'
      ? query && `?${query}`
      : `?environment=production${query && `&${query}`}`
  }`;

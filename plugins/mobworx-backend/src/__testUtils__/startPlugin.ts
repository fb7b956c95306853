import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  EnvironmentSeed,
  ManualClock,
  MobworxEnvironment,
  startMobworxEnvironment,
} from '@internal/simulators';
import {
  makeTestServices,
  TestServices,
} from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import { mobworxPlugin } from '../plugin';
import { awsAccountConfig, environmentConfig } from './environmentConfig';

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
  /**
   * A connection to a database that others are connected to as well; then the scheduler is the real
   * one, which shares out the work by it.
   */
  connection?: Knex;
}

/** The plugin, started as in the portal, against simulated environments of its own. */
export interface StartedPlugin extends Omit<TestServices, 'start'> {
  staging: MobworxEnvironment<ManualClock>;
  production: MobworxEnvironment<ManualClock>;
  /** One round of the poller. */
  look(rhythm?: Look): Promise<void>;
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
  const { beside, connection } = options;
  const staging =
    beside?.staging ??
    (await startMobworxEnvironment({ id: 'staging', seed: options.seed }));
  const production =
    beside?.production ?? (await startMobworxEnvironment({ id: 'production' }));
  const simulated = [staging, production].map(environmentConfig);
  const services = makeTestServices(
    connection ?? beside?.knex,
    // The scheduler ends with its process.
    connection && [schedulerServiceFactory, rootLifecycleServiceFactory],
  );
  let denied: string | undefined;
  const start = () =>
    services.start([
      mobworxPlugin,
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
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
    ]);
  const close = async () => {
    if (connection || !beside) {
      await services.knex.destroy();
    }
    if (!beside) {
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
    ...services,
    look: (rhythm = 'health') => services.runTask(`look-${rhythm}`),
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
      backend = await start();
    },
    async stop() {
      await backend.stop();
      await close();
    },
  };
}

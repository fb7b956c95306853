import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { ApiEntity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  AppsyncResponse,
  EnvironmentsResponse,
  MOBWORX_EVENTS_TOPIC,
} from '@internal/plugin-mobworx-common';
import { buildSchema } from 'graphql';
import createKnex, { Knex } from 'knex';
import request from 'supertest';
import { catalogModuleMobworx } from './module';

const FILE = path.resolve(
  __dirname,
  '../../../catalog/apis/appsync-graphql.yaml',
);

/** What the MobWorx plugin answers; a number is the status of a refusal. */
interface Answers {
  environments: EnvironmentsResponse['environments'] | number;
  sdl: Record<string, string | undefined>;
  asked: string[];
}

const environment = (
  id: string,
  tier: 'production' | 'non-production',
  services: EnvironmentsResponse['environments'][0]['services'] = ['appsync'],
) => ({
  id,
  title: id.toLocaleUpperCase('en-US'),
  tier,
  services,
  may: { queryGraphql: false, startStudioSession: false },
});

/** Stands for the MobWorx plugin, since that one answers well at all times. */
const mobworxAnswering = (answers: Answers) =>
  createBackendPlugin({
    pluginId: 'mobworx',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use(async (req, res) => {
            const { principal } = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            answers.asked.push(`${principal.subject} ${req.path}`);
            const { environments, sdl } = answers;
            if (typeof environments === 'number') {
              res.status(environments).json({ nothing: 'here' });
              return;
            }
            const id = /^\/environments\/(\w+)\/appsync$/.exec(req.path)?.[1];
            if (id === undefined) {
              const answer: EnvironmentsResponse = {
                environments,
                mayReadParticipants: false,
              };
              res.json(answer);
              return;
            }
            const counts = { queries: 1, mutations: 0, subscriptions: 0 };
            const answer: AppsyncResponse = {
              access: {},
              schema: sdl[id]
                ? {
                    value: {
                      sdl: sdl[id],
                      source: 'control-plane',
                      types: 1,
                      operations: counts,
                    },
                  }
                : {},
            };
            res.json(answer);
          });
        },
      });
    },
  });

let backend: TestBackend | undefined;
let knex: Knex | undefined;

afterEach(async () => {
  await backend?.stop();
  await knex?.destroy();
});

async function startCatalog(change: Partial<Answers> = {}) {
  const answers: Answers = {
    environments: [
      environment('staging', 'non-production'),
      environment('production', 'production'),
    ],
    sdl: {},
    asked: [],
    ...change,
  };
  const events = mockServices.events();
  // Backstage's own test database is never closed when it is SQLite, and then the worker hangs.
  knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const { server } = (backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleMobworx,
      mobworxAnswering(answers),
      mockServices.database.factory({ knex }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            rules: [{ allow: ['API', 'Location'] }],
            locations: [{ type: 'file', target: FILE }],
          },
        },
      }),
    ],
  }));
  const read = async (): Promise<ApiEntity> => {
    const { body } = await request(server).get(
      '/api/catalog/entities/by-name/api/default/appsync-graphql',
    );
    return body;
  };
  /** Waits for the definition to be what it has to be; the catalog looks for work every second. */
  const definition = async (has: string): Promise<string> => {
    for (;;) {
      const text = (await read()).spec?.definition;
      if (text?.includes(has)) {
        return text;
      }
      await sleep(100);
    }
  };
  const tell = (service: string, type = 'details-changed') =>
    events.publish({
      topic: MOBWORX_EVENTS_TOPIC,
      eventPayload: { type, service, environment: 'production' },
    });
  return { answers, read, definition, tell };
}

const SDL = `type Query @aws_api_key { now(at: AWSDateTime): AWSJSON @aws_cognito_user_pools(cognito_groups: ["hosts"]) }`;

it('makes the schema of production the definition, and leaves the rest to the file', async () => {
  const { read, definition, answers } = await startCatalog({
    sdl: { staging: 'type Query { next: Int }', production: SDL },
  });
  const text = await definition('now(');
  expect(text).toMatch(/^# What AppSync serves in PRODUCTION/);
  expect(buildSchema(text).getQueryType()?.getFields()).toHaveProperty('now');
  expect(await read()).toMatchObject({
    metadata: { title: 'MobZ GraphQL API', tags: ['appsync', 'graphql'] },
    spec: { type: 'graphql', owner: 'group:default/backend' },
  });
  expect(new Set(answers.asked)).toEqual(
    new Set([
      'plugin:catalog /environments',
      'plugin:catalog /environments/production/appsync',
    ]),
  );
});

it('follows the schema as soon as the portal has seen another one', async () => {
  const { answers, definition, tell } = await startCatalog();
  expect(buildSchema(await definition('Assumed'))).toBeDefined();
  answers.sdl.staging = 'type Query { next: Int }';
  await tell('appsync');
  expect(await definition('next: Int')).toMatch(/in STAGING/);
  answers.sdl.production = SDL;
  await tell('appsync');
  await definition('now(');
  // Other news are none of its business.
  const asked = answers.asked.length;
  await tell('studio');
  await tell('appsync', 'status-changed');
  await sleep(1_500);
  expect(answers.asked).toHaveLength(asked);
  answers.sdl = {};
  await tell('appsync');
  await definition('Assumed');
});

it('keeps what it had while the plugin does not answer as agreed', async () => {
  const { answers, definition, tell } = await startCatalog({
    sdl: { production: SDL },
  });
  const before = await definition('now(');
  for (const status of [500, 200]) {
    answers.environments = status;
    const asked = answers.asked.length;
    await tell('appsync');
    while (answers.asked.length === asked) {
      await sleep(100);
    }
    await sleep(300);
    expect(await definition('now(')).toBe(before);
  }
});

it('asks no environment that the entity does not run in, or that has no AppSync', async () => {
  const { answers, definition } = await startCatalog({
    environments: [
      environment('elsewhere', 'production'),
      environment('production', 'production', ['studio']),
      environment('staging', 'non-production'),
    ],
    sdl: { staging: 'type Query { next: Int }' },
  });
  await definition('next: Int');
  expect(answers.asked.join()).not.toMatch(/elsewhere|production/);
});

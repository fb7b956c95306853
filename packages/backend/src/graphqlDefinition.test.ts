/**
 * The definition of the GraphQL API, from AppSync's control plane through the MobWorx plugin and the
 * catalog to what the API page draws.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { ApiEntity } from '@backstage/catalog-model';
import catalog from '@backstage/plugin-catalog-backend';
import catalogModule from '@internal/plugin-catalog-backend-module-mobworx';
import mobworx from '@internal/plugin-mobworx-backend';
import signals from '@backstage/plugin-signals-backend';
import {
  ManualClock,
  MobworxEnvironment,
  startMobworxEnvironment,
} from '@internal/simulators';
import { buildSchema } from 'graphql';
import createKnex, { Knex } from 'knex';

const file = path.resolve(
  __dirname,
  '../../../catalog/apis/appsync-graphql.yaml',
);

let production: MobworxEnvironment<ManualClock>;
let backend: TestBackend;
const databases: Knex[] = [];

afterEach(async () => {
  await backend.stop();
  await production.close();
  await Promise.all(databases.map(database => database.destroy()));
});

/** Each plugin has a database of its own; Backstage's test databases are never closed. */
const ownDatabases = createServiceFactory({
  service: coreServices.database,
  deps: {},
  factory: () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    databases.push(knex);
    return mockServices.database({ knex });
  },
});

async function readDefinition(): Promise<string> {
  const response = await fetch(
    `http://localhost:${backend.server.port()}/api/catalog/entities/by-name/api/default/appsync-graphql`,
    { headers: { Authorization: mockCredentials.service.header() } },
  );
  const { spec } = (await response.json()) as Partial<ApiEntity>;
  return spec?.definition ?? '';
}

it('is a schema that graphql-js builds, with the directives of AppSync', async () => {
  production = await startMobworxEnvironment({ id: 'production' });
  const { appsync, aws, seed } = production;
  const [{ accessKeyId, secretAccessKey }] = seed.aws.accessKeys;
  const { accountId, region } = seed.aws;
  backend = await startTestBackend({
    features: [
      catalog,
      catalogModule,
      mobworx,
      signals,
      ownDatabases,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            rules: [{ allow: ['API', 'Location'] }],
            locations: [{ type: 'file', target: file }],
          },
          aws: { accounts: [{ accountId, accessKeyId, secretAccessKey }] },
          mobworx: {
            environments: [
              {
                id: 'production',
                tier: 'production',
                aws: { accountId, region, endpoint: aws.service.url },
                services: {
                  appsync: {
                    url: appsync.graphqlUrl,
                    apiId: seed.appsync.apiId,
                    auth: { mode: 'apiKey', key: seed.appsync.apiKeys[0].id },
                  },
                },
              },
            ],
          },
        },
      }),
    ],
  });
  let definition = '';
  // The catalog has the file's own text until the first look at AppSync.
  while (!definition.includes('sendMessage')) {
    await sleep(100);
    definition = await readDefinition();
  }
  const schema = buildSchema(definition);
  expect(schema.getMutationType()?.getFields()).toHaveProperty('sendMessage');
  expect(schema.getDirective('aws_cognito_user_pools')).toBeDefined();
  expect(definition).toContain(
    '@aws_cognito_user_pools(cognito_groups: ["hosts"])',
  );
  expect(() =>
    buildSchema(seed.appsync.schema, { assumeValidSDL: true }),
  ).toThrow(/Unknown type: "AWS/);
});

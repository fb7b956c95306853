import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readMobworxConfig } from './config';

const read = (mobworx?: JsonObject) =>
  readMobworxConfig(new ConfigReader(mobworx ? { mobworx } : {}));

const environment = (values: JsonObject = {}, services: JsonObject = {}) => ({
  environments: [
    { id: 'staging', tier: 'non-production', ...values, services },
  ],
});

const appsync = {
  url: 'https://x.example/graphql',
  auth: { mode: 'apiKey', key: 'da2-x' },
};

it('has a default for everything', () => {
  expect(read()).toEqual({
    poll: {
      healthMs: 30_000,
      detailsMs: 60_000,
      infrastructureMs: 600_000,
      schemaMs: 900_000,
      deploymentsMs: 300_000,
      timeoutMs: 3_000,
      staleAfterMs: 120_000,
      slowAfterMs: 800,
    },
    history: { rawDays: 7, hourlyDays: 90 },
    environments: [],
  });
  const [staging] = read(environment()).environments;
  expect(staging).toMatchObject({
    id: 'staging',
    title: 'staging',
    writes: [],
    queryConsole: true,
    syntheticJoin: false,
    configured: [],
  });
});

it('lets nothing happen in production unless it is said', () => {
  const [production] = read(
    environment({ tier: 'production' }, { appsync }),
  ).environments;
  expect(production).toMatchObject({
    writes: [],
    queryConsole: false,
    configured: ['appsync'],
  });
});

it('looks at nothing of an environment that is only planned', () => {
  const [planned] = read(
    environment({ tier: 'planned' }, { appsync }),
  ).environments;
  expect(planned.configured).toEqual([]);
});

it('leaves off what environment variables are left out of', () => {
  const left = environment(
    { aws: {} },
    {
      appsync: { auth: { mode: 'apiKey' } },
      stream: {},
      studio: { url: 'https://studio.example' },
      infrastructure: { stacks: ['a'], flyway: { key: 'flyway/info.json' } },
    },
  );
  expect(read(left).environments[0]).toMatchObject({
    aws: undefined,
    configured: ['studio'],
  });
  const [{ services }] = read(
    environment(
      { aws: { accountId: '111122223333', region: 'us-west-2' } },
      {
        infrastructure: {
          eventBus: 'bus',
          dbCluster: 'cluster',
          flyway: { key: 'flyway/info.json' },
        },
      },
    ),
  ).environments;
  expect(services.infrastructure?.flyway).toBeUndefined();
});

it.each<[JsonObject, RegExp]>([
  [environment({}, { appsync: { apiId: 'x', auth: {} } }), /appsync\.url/],
  [environment({}, { stream: { token: 'x' } }), /stream\.url/],
  [environment({}, { infrastructure: { eventBus: 'x' } }), /dbCluster/],
  [{ poll: { health: 'soon' } }, /mobworx\.poll\.health/],
  [{ poll: { timeout: { seconds: 0 } } }, /mobworx\.poll\.timeout is 0 ms/],
  [{ poll: { schema: { days: 2 } } }, /mobworx\.poll\.schema is/],
  [{ history: { rawDays: 0 } }, /mobworx\.history\.rawDays is 0/],
  [{ history: { hourlyDays: 1.5 } }, /mobworx\.history\.hourlyDays is 1\.5/],
  [environment({ id: 'Staging!' }), /environments\[0\]\.id is "Staging!"/],
  [environment({ tier: 'test' }), /environments\[0\]\.tier must be one of/],
  [environment({ writes: ['everything'] }), /writes has "everything"/],
  [
    environment({ tier: 'production', syntheticJoin: true }),
    /syntheticJoin can't be true/,
  ],
  [
    environment({}, { infrastructure: { eventBus: 'a', dbCluster: 'b' } }),
    /environments\[0\]\.aws is missing/,
  ],
  [
    {
      environments: [
        environment().environments[0],
        environment().environments[0],
      ],
    },
    /two with the id staging/,
  ],
  [
    environment({}, { studio: { url: 'ftp://x' } }),
    /services\.studio\.url must be an address/,
  ],
  [
    environment({}, { studio: { url: 'http://user:pass@x' } }),
    /services\.studio\.url must be .* holds no credentials/,
  ],
  [
    environment({}, { stream: { url: 'http://x', wsUrl: 'http://x' } }),
    /services\.stream\.wsUrl must be an address/,
  ],
  [
    environment({}, { appsync: { ...appsync, auth: { mode: 'password' } } }),
    /services\.appsync\.auth\.mode is "password"/,
  ],
  [
    environment({}, { appsync: { ...appsync, auth: { mode: 'apiKey' } } }),
    /services\.appsync\.auth\.key/,
  ],
  [
    environment({}, { appsync: { ...appsync, schemaFrom: ['somewhere'] } }),
    /schemaFrom has "somewhere"/,
  ],
])('refuses %j and names the key', (mobworx, complaint) => {
  expect(() => read(mobworx)).toThrow(complaint);
});

it('never repeats a credential in a complaint', () => {
  expect(() =>
    read(environment({}, { studio: { url: 'http://user:hunter2@x' } })),
  ).toThrow(/^(?!.*hunter2).*$/s);
});

import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSonarqubeConfig } from './config';

const read = (sonarqube?: JsonObject, sonarqubeInsights: JsonObject = {}) =>
  readSonarqubeConfig(
    new ConfigReader({ ...(sonarqube && { sonarqube }), sonarqubeInsights }),
  );

const server = { baseUrl: 'https://sonar.example/', apiKey: 'squ_a' };

it('may be absent', () => {
  expect(read()).toEqual({
    instances: [],
    cacheTtlMs: 300_000,
    timeoutMs: 10_000,
  });
});

it("takes the community's forms, and no slash at the end of an address", () => {
  const { instances } = read({
    ...server,
    authType: 'Bearer',
    instances: [
      {
        name: 'studio',
        baseUrl: 'http://studio.internal:9000/sonar//',
        externalBaseUrl: 'https://studio.example/sonar/',
        apiKey: 'squ_b',
      },
    ],
  });
  expect(instances).toEqual([
    {
      name: 'default',
      key: 'sonarqube',
      baseUrl: 'https://sonar.example',
      externalBaseUrl: 'https://sonar.example',
      apiKey: 'squ_a',
      authType: 'Bearer',
    },
    {
      name: 'studio',
      key: 'sonarqube.instances[0]',
      baseUrl: 'http://studio.internal:9000/sonar',
      externalBaseUrl: 'https://studio.example/sonar',
      apiKey: 'squ_b',
      authType: 'Basic',
    },
  ]);
  expect(
    read({ instances: [{ name: 'default', ...server }] }).instances,
  ).toEqual([expect.objectContaining({ name: 'default' })]);
});

it.each([
  [{ baseUrl: 'https://sonar.example' }, 'sonarqube.apiKey is missing'],
  [{ apiKey: 'squ_a' }, 'sonarqube.baseUrl is missing'],
  [{ ...server, apiKey: 'a b' }, 'sonarqube.apiKey has a space'],
  [
    { ...server, baseUrl: 'sonar.example' },
    'sonarqube.baseUrl is not an address',
  ],
  [
    { ...server, baseUrl: 'file:///etc' },
    'sonarqube.baseUrl is not an address',
  ],
  [
    { ...server, baseUrl: 'https://me:word@sonar.example' },
    'sonarqube.baseUrl is not an address',
  ],
  [
    { ...server, externalBaseUrl: 'data:text/html,x' },
    'sonarqube.externalBaseUrl is not an address',
  ],
  [{ ...server, authType: 'Digest' }, 'sonarqube.authType is "Digest"'],
  [
    { instances: [{ name: 'a/b', ...server }] },
    'sonarqube.instances[0].name is "a/b"',
  ],
  [
    {
      instances: [
        { ...server, name: 'a' },
        { ...server, name: 'a' },
      ],
    },
    'has two with the name a',
  ],
  [
    { ...server, instances: [{ ...server, name: 'default' }] },
    'exclude each other',
  ],
])('complains of %j', (sonarqube, complaint) => {
  expect(() => read(sonarqube as JsonObject)).toThrow(complaint);
});

it.each([
  ['cacheTtl', { milliseconds: 1 }],
  ['timeout', { days: 2 }],
])('complains of %s out of bounds', (name, value) => {
  expect(() => read(undefined, { [name]: value })).toThrow(
    `sonarqubeInsights.${name} is`,
  );
});

it('never says what an address with a credential was', () => {
  const secret = { ...server, baseUrl: 'https://me:geheim@sonar.example' };
  expect(() => read(secret)).toThrow(expect.not.stringContaining('geheim'));
});

import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readDatadogConfig } from './config';

const read = (datadog?: JsonObject, csp?: JsonObject) =>
  readDatadogConfig(
    new ConfigReader({
      ...(datadog && { datadog }),
      ...(csp && { backend: { csp } }),
    }),
  );
const keys = { apiKey: 'a', applicationKey: 'b' };
const eu = { site: 'datadoghq.eu' };

it('may be absent', () => {
  expect(read()).toBeUndefined();
  expect(read({})).toBeUndefined();
});

it('has a default for everything but the site', () => {
  expect(read(eu)).toEqual({
    site: expect.objectContaining({ title: 'EU1' }),
    apiUrl: 'https://api.datadoghq.eu',
    webUrl: 'https://app.datadoghq.eu',
    keys: undefined,
    environments: [{ name: 'production', title: 'Production' }],
    embedHosts: ['app.datadoghq.eu', 'p.datadoghq.eu'],
    // Backstage's own default is the portal itself.
    embedHostsBlocked: ['app.datadoghq.eu', 'p.datadoghq.eu'],
    cacheTtlMs: 60_000,
    timeoutMs: 10_000,
  });
});

it('knows the hosts of each site, a subdomain and further sites', () => {
  const config = read({
    site: 'us5.datadoghq.com',
    subdomain: 'mobworx',
    embedSites: ['datadoghq.com', 'us5.datadoghq.com'],
    ...keys,
    environments: [{ name: 'prod', title: 'Live' }, { name: 'staging' }],
    cacheTtl: '30s',
  });
  expect(config).toMatchObject({
    apiUrl: 'https://api.us5.datadoghq.com',
    webUrl: 'https://mobworx.us5.datadoghq.com',
    keys,
    environments: [
      { name: 'prod', title: 'Live' },
      { name: 'staging', title: 'Staging' },
    ],
    embedHosts: [
      'us5.datadoghq.com',
      'p.us5.datadoghq.com',
      'mobworx.us5.datadoghq.com',
      'app.datadoghq.com',
      'p.datadoghq.com',
    ],
    cacheTtlMs: 30_000,
  });
});

it.each([
  [{ 'frame-src': ["'self'", 'https://app.datadoghq.eu'] }, ['p.datadoghq.eu']],
  [{ 'frame-src': ['https://*.datadoghq.eu'] }, []],
  [{ 'frame-src': ['https:'] }, []],
  [{ 'frame-src': ['*'] }, []],
  [
    { 'frame-src': ['http://app.datadoghq.eu', 'p.datadoghq.eu'] },
    ['app.datadoghq.eu'],
  ],
  [
    { 'frame-src': ['https://xdatadoghq.eu'] },
    ['app.datadoghq.eu', 'p.datadoghq.eu'],
  ],
  [{ 'child-src': ['https://p.datadoghq.eu/sb/'] }, ['app.datadoghq.eu']],
  [{ 'default-src': ['https:'] }, []],
  [
    { 'frame-src': ["'none'"], 'default-src': ['*'] },
    ['app.datadoghq.eu', 'p.datadoghq.eu'],
  ],
])('finds what the policy %j keeps out of frames', (csp, blocked) => {
  expect(read(eu, csp as JsonObject)?.embedHostsBlocked).toEqual(blocked);
});

it.each([
  [keys, 'datadog.site is missing'],
  [
    { site: 'app.datadoghq.com' },
    'datadog.site is "app.datadoghq.com"; it must be one of datadoghq.com, us3',
  ],
  [{ ...eu, subdomain: 'a.b' }, 'datadog.subdomain is "a.b"'],
  [{ ...eu, subdomain: 'evil/' }, 'datadog.subdomain is'],
  [
    { ...eu, embedSites: ['evil.example'] },
    'datadog.embedSites[0] is "evil.example"',
  ],
  [{ ...eu, apiKey: 'a' }, 'datadog.applicationKey is missing'],
  [{ ...eu, applicationKey: 'b' }, 'datadog.apiKey is missing'],
  [{ ...eu, ...keys, apiKey: 'a b' }, 'datadog.apiKey has a space'],
  [
    { ...eu, apiUrl: 'http://api.datadoghq.eu' },
    'datadog.apiUrl is not an address',
  ],
  [{ ...eu, apiUrl: 'http://localhost.evil.example' }, 'datadog.apiUrl is not'],
  [{ ...eu, apiUrl: 'ftp://x' }, 'datadog.apiUrl is not'],
  [
    { ...eu, apiUrl: 'https://me:word@api.datadoghq.eu' },
    'datadog.apiUrl is not',
  ],
  [
    { ...eu, environments: [{ name: 'a b' }] },
    'datadog.environments[0].name is "a b"',
  ],
  [
    { ...eu, environments: [{ name: 'a' }, { name: 'a' }] },
    'has two with the name a',
  ],
  [{ ...eu, cacheTtl: { milliseconds: 1 } }, 'datadog.cacheTtl is 1 ms'],
  [{ ...eu, timeout: { hours: 2 } }, 'datadog.timeout is'],
])('complains of %j', (datadog, complaint) => {
  expect(() => read(datadog as JsonObject)).toThrow(complaint);
});

it.each([
  'http://localhost:7061/',
  'http://127.0.0.1:1',
  'https://proxy.example/dd/',
])('takes %s as the address of the API', apiUrl => {
  expect(read({ ...eu, apiUrl })?.apiUrl).toBe(apiUrl.replace(/\/$/, ''));
});

it('never says what a key or an address with a credential was', () => {
  for (const datadog of [
    { ...eu, apiKey: 'geheim x', applicationKey: 'b' },
    { ...eu, apiUrl: 'https://me:geheim@api.datadoghq.eu' },
  ]) {
    expect(() => read(datadog)).toThrow(expect.not.stringContaining('geheim'));
  }
});

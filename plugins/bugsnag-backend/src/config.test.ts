import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readBugsnagConfig } from './config';

const read = (bugsnag?: JsonObject) =>
  readBugsnagConfig(new ConfigReader(bugsnag ? { bugsnag } : {}));

it('may be absent', () => {
  expect(read()).toEqual({
    account: undefined,
    resultsPerPage: 30,
    cacheTtlMs: 60_000,
    timeoutMs: 10_000,
  });
});

it('knows where Bugsnag is, unless it is told otherwise', () => {
  expect(read({ token: 't' }).account).toEqual({
    token: 't',
    apiBaseUrl: 'https://api.bugsnag.com',
    dashboardUrl: 'https://app.bugsnag.com',
  });
  expect(
    read({
      token: 't',
      apiBaseUrl: 'http://bugsnag.internal:49000/api//',
      dashboardUrl: 'https://bugsnag.example/',
      resultsPerPage: 100,
      cacheTtl: '2m',
      timeout: { seconds: 3 },
    }),
  ).toEqual({
    account: {
      token: 't',
      apiBaseUrl: 'http://bugsnag.internal:49000/api',
      dashboardUrl: 'https://bugsnag.example',
    },
    resultsPerPage: 100,
    cacheTtlMs: 120_000,
    timeoutMs: 3_000,
  });
});

it.each([
  [{ token: 'a b' }, 'bugsnag.token has a space'],
  [{ token: 't', apiBaseUrl: 'bugsnag' }, 'bugsnag.apiBaseUrl is not an'],
  [{ token: 't', apiBaseUrl: 'file:///etc' }, 'bugsnag.apiBaseUrl is not an'],
  [{ apiBaseUrl: 'nowhere' }, 'bugsnag.apiBaseUrl is not an'],
  [
    { token: 't', dashboardUrl: 'data:text/html,x' },
    'bugsnag.dashboardUrl is not an',
  ],
  [{ token: 't', resultsPerPage: 0 }, 'bugsnag.resultsPerPage is 0'],
  [{ token: 't', resultsPerPage: 101 }, 'bugsnag.resultsPerPage is 101'],
  [{ token: 't', resultsPerPage: 1.5 }, 'bugsnag.resultsPerPage is 1.5'],
  [{ token: 't', cacheTtl: { milliseconds: 1 } }, 'bugsnag.cacheTtl is 1 ms'],
  [{ token: 't', timeout: { days: 2 } }, 'bugsnag.timeout is'],
])('complains of %j', (bugsnag, complaint) => {
  expect(() => read(bugsnag as JsonObject)).toThrow(complaint);
});

it('never says what an address with a credential was', () => {
  const secret = {
    token: 't',
    apiBaseUrl: 'https://me:geheim@bugsnag.example',
  };
  expect(() => read(secret)).toThrow(expect.not.stringContaining('geheim'));
});

import { looksSecret, redactInputs } from './index';

it.each([
  ['token', 'x'],
  ['deploy-token', 'x'],
  ['DB_PASSWORD', 'x'],
  ['apiKey', 'x'],
  ['clientSecret', 'x'],
  ['ssh_key', 'x'],
  ['note', 'ghp_0123456789'],
  ['note', ' github_pat_0123456789'],
  ['note', 'AKIA0123456789'],
  ['note', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x'],
  ['note', 'a\n-----BEGIN RSA PRIVATE KEY-----'],
  ['url', 'postgres://user:word@db/x'],
])('takes the input %s with %j for a secret', (name, value) =>
  expect(looksSecret(name, value)).toBe(true),
);

it.each([
  ['token', ''],
  ['tokenizer', 'fast'],
  ['key', 'name'],
  ['passenger', 'x'],
  ['cache_key', 'v1'],
  ['url', 'https://example.org/a@b'],
  ['note', 'see ghp_ in the docs'],
])('takes the input %s with %j for no secret', (name, value) =>
  expect(looksSecret(name, value)).toBe(false),
);

it('keeps which inputs there were, but no secret', () =>
  expect(
    redactInputs({ version: '1.2', apiToken: 's3', password: '' }),
  ).toEqual({ version: '1.2', apiToken: '[redacted]', password: '' }));

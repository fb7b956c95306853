import { ConfigReader } from '@backstage/config';
import { readFigmaConfig } from './config';

const read = (figma?: object) =>
  readFigmaConfig(new ConfigReader({ ...(figma && { figma }) } as never));
const token = 'figd_x';

it('is off without its block', () => {
  expect(read()).toBeUndefined();
  expect(read({})).toBeUndefined();
});

it('has defaults', () => {
  expect(read({ token })).toEqual({
    token,
    baseUrl: 'https://api.figma.com',
    plan: 'professional',
    cacheTtlMs: 300_000,
    timeoutMs: 30_000,
  });
  expect(
    read({
      token,
      baseUrl: 'http://localhost:7063//',
      cacheTtl: '2m',
      webhook: { passcode: 'p'.repeat(16) },
    }),
  ).toMatchObject({
    baseUrl: 'http://localhost:7063',
    cacheTtlMs: 120_000,
    passcode: 'p'.repeat(16),
  });
});

it.each([
  [{ plan: 'enterprise' }, 'figma.token is missing'],
  [{ token: '' }, /figma\.token|'token'/],
  [{ token: 'a b' }, 'figma.token has a space in it'],
  [{ token, plan: 'free' }, 'figma.plan is "free"; it must be one of starter'],
  [{ token, plan: 'toString' }, 'figma.plan is "toString"'],
  [{ token, baseUrl: 'ftp://x' }, 'figma.baseUrl is not an address'],
  [{ token, baseUrl: 'https://me:pw@x' }, 'figma.baseUrl is not an address'],
  [{ token, timeout: { hours: 25 } }, 'figma.timeout is 90000000 ms'],
  [{ token, cacheTtl: { milliseconds: 1 } }, 'figma.cacheTtl is 1 ms'],
  [
    { token, webhook: { passcode: 'short' } },
    'figma.webhook.passcode has 5 characters',
  ],
])('of %j: %s', (figma, message) => {
  expect(() => read(figma)).toThrow(message);
});

it('never tells a credential', () => {
  for (const figma of [
    { token: 'secret word' },
    { token, baseUrl: 'https://me:secret@x' },
    { token, webhook: { passcode: 'secret' } },
  ]) {
    expect(() => read(figma)).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('secret'),
      }),
    );
  }
});

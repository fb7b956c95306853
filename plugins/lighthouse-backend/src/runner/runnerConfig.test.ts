import { tmpdir } from 'node:os';
import { ConfigReader } from '@backstage/config';
import { readRunnerConfig } from './runnerConfig';

const read = (runner: object) =>
  readRunnerConfig(new ConfigReader({ lighthouse: { runner } }));

describe('readRunnerConfig', () => {
  afterEach(() => jest.restoreAllMocks());

  it('needs nothing', () => {
    expect(readRunnerConfig(new ConfigReader({}))).toMatchObject({
      chromePath: undefined,
      timeoutMs: 180_000,
      pageLoadTimeoutMs: 45_000,
      memoryLimitBytes: 2e9,
      trafficLimitBytes: 1e8,
      reportLimitBytes: 3e6,
      profileFolder: tmpdir(),
      minimumFreeBytes: 3e8,
    });
  });

  it('gives up the sandbox as root alone, where Chromium does not start with it', () => {
    const uid = jest.spyOn(process, 'getuid');
    uid.mockReturnValue(1000);
    expect(read({}).sandbox).toBe(true);
    expect(read({ sandbox: false }).sandbox).toBe(false);
    uid.mockReturnValue(0);
    expect(read({}).sandbox).toBe(false);
  });

  it.each([
    ['timeout', '1s'],
    ['pageLoadTimeout', { hours: 1 }],
    ['memoryLimitMb', 10],
    ['trafficLimitMb', 0.5],
    ['reportLimitMb', 1000],
    ['minimumFreeMb', -1],
  ])('names lighthouse.runner.%s when it can’t be used', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(`lighthouse.runner.${name}`);
  });
});

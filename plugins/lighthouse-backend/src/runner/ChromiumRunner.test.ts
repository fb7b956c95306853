/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourceRunner } from './__testUtils__/sourceRunner';
import { runWorker, type WorkerEnd } from './WorkerProcess';

jest.mock('./WorkerProcess');

const worker = runWorker as jest.MockedFunction<typeof runWorker>;

const FOUND: WorkerEnd = {
  type: 'probed',
  chromePath: '/usr/bin/chromium',
  chromium: 'Chromium 1',
  lighthouse: '13.0.0',
};
const NONE: WorkerEnd = {
  type: 'failure',
  failure: {
    code: 'runner_unavailable',
    message: 'There is no Chromium.',
    retry: false,
  },
};
const MINUTE = 60_000;

describe('ChromiumRunner', () => {
  let folder: string;
  let now: number;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'chromium-runner-'));
    now = 1_000_000;
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    worker.mockReset();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => sourceRunner({ profileFolder: folder });
  const audit = (runner: ReturnType<typeof start>) =>
    runner.run(
      { id: 'an-audit', url: 'http://127.0.0.1/', formFactor: 'mobile' },
      { signal: new AbortController().signal, onProgress: () => {} },
    );

  it('looks again in a minute when it could not even look', async () => {
    worker.mockRejectedValueOnce(new Error('spawn ENOMEM'));
    worker.mockResolvedValue(FOUND);
    const runner = start();

    await expect(runner.availability()).resolves.toEqual({
      available: false,
      reason:
        'The worker that looks for a browser could not be started (spawn ENOMEM).',
      remedy: expect.any(String),
    });
    now += MINUTE - 1;
    await expect(runner.availability()).resolves.toMatchObject({
      available: false,
    });
    expect(worker).toHaveBeenCalledTimes(1);
    now += 1;
    await expect(runner.availability()).resolves.toMatchObject({
      available: true,
    });
  });

  it('looks once for all who ask', async () => {
    worker.mockResolvedValue(FOUND);
    const runner = start();
    await Promise.all([runner.availability(), runner.availability()]);
    await runner.availability();
    expect(worker).toHaveBeenCalledTimes(1);
  });

  it('looks again for what it found, and lets nobody wait for that', async () => {
    worker.mockResolvedValueOnce(FOUND);
    const runner = start();
    await runner.availability();
    now += 10 * MINUTE;
    let answer: (end: WorkerEnd) => void = () => {};
    worker.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );

    await expect(runner.availability()).resolves.toMatchObject({
      available: true,
    });
    answer(NONE);
    await new Promise(setImmediate);
    await expect(runner.availability()).resolves.toMatchObject({
      available: false,
      reason: 'There is no Chromium.',
    });
    expect(worker).toHaveBeenCalledTimes(2);
  });

  it('looks again when an audit could not be begun', async () => {
    worker.mockResolvedValueOnce(FOUND);
    worker.mockResolvedValueOnce({
      type: 'failure',
      failure: { code: 'worker_died', message: 'No such file', retry: true },
    });
    worker.mockResolvedValueOnce(NONE);
    const runner = start();

    await expect(audit(runner)).resolves.toMatchObject({ code: 'worker_died' });
    await expect(audit(runner)).resolves.toMatchObject({
      code: 'runner_unavailable',
    });
    expect(worker.mock.calls.map(([{ order }]) => order.type)).toEqual([
      'probe',
      'run',
      'probe',
    ]);
  });

  it('knows a full disk behind whatever a browser fails at', async () => {
    worker.mockResolvedValueOnce(FOUND);
    worker.mockImplementationOnce(async () => {
      const room = await fs.statfs(folder);
      jest.spyOn(fs, 'statfs').mockResolvedValue({ ...room, bavail: 0 });
      return { type: 'died', how: 'code 1', lastWords: '' };
    });
    await expect(audit(start())).resolves.toMatchObject({
      code: 'disk_full',
      message: `There was no space left in ${folder} for the files of the browser.`,
    });
  });
});

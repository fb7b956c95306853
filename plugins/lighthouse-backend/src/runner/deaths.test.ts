/** @jest-environment node */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { processesWith, until } from './__testUtils__/processes';
import { sourceRunner, sourceWorker } from './__testUtils__/sourceRunner';
import { type Site, startSite } from './__testUtils__/startSite';
import type { RunOrder } from './protocol';
import { runWorker } from './WorkerProcess';

// A browser beside other tests on a small machine.
jest.setTimeout(300_000);

describe('what ends an audit in its middle', () => {
  let folder: string;
  let site: Site;
  let asked = 0;

  beforeAll(async () => {
    // It never answers, so that audits stay in their middle.
    site = await startSite(() => {
      asked += 1;
    });
  });
  beforeEach(() => {
    asked = 0;
    folder = mkdtempSync(path.join(tmpdir(), 'audit-deaths-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => site.stop());

  function begin(settings: Record<string, string | number> = {}) {
    const runner = sourceRunner({ profileFolder: folder, ...settings });
    const controller = new AbortController();
    const outcome = runner.run(
      { id: 'an-audit', url: `${site.origin}/`, formFactor: 'mobile' },
      { signal: controller.signal, onProgress: () => {} },
    );
    return { controller, outcome };
  }

  const loading = () => until(() => asked > 0, 'the page is asked for');
  const browsers = () =>
    processesWith(`--user-data-dir=${folder}`).filter(
      ({ command }) => !/--type=/.test(command),
    );
  const workers = (of = process.pid) =>
    processesWith('worker/main.ts').filter(({ parentPid }) => parentPid === of);

  async function expectNothingLeft() {
    // What was killed leaves the table of processes a moment later.
    await until(
      () => processesWith(folder).length === 0,
      'all processes of the browser have ended',
      5000,
    );
    expect(workers()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  }

  it('is the browser, and nothing of it stays', async () => {
    process.env.SECRET_OF_THE_PORTAL = 'a-secret-of-the-portal';
    const { outcome } = begin();
    await loading();
    const secrets = processesWith('a-secret-of-the-portal');
    delete process.env.SECRET_OF_THE_PORTAL;
    const [browser] = browsers();
    process.kill(browser.pid, 'SIGKILL');

    await expect(outcome).resolves.toMatchObject({
      status: 'failed',
      code: 'worker_died',
      message: expect.stringContaining(
        'The browser ended by itself (SIGKILL).',
      ),
      retry: true,
    });
    expect(secrets).toEqual([]);
    await expectNothingLeft();
  });

  it('is the worker, and the browser goes with it', async () => {
    const { outcome } = begin();
    await loading();
    expect(browsers()).toHaveLength(1);
    const [worker] = workers();
    process.kill(worker.pid, 'SIGKILL');

    await expect(outcome).resolves.toMatchObject({
      status: 'failed',
      code: 'worker_died',
      message: expect.stringContaining('SIGKILL'),
      retry: true,
    });
    await expectNothingLeft();
  });

  it('is whoever asked for it', async () => {
    const { controller, outcome } = begin();
    await loading();
    controller.abort();

    await expect(outcome).resolves.toMatchObject({ code: 'audit_aborted' });
    await expectNothingLeft();
  });

  it('is the portal, when it is gone without a word', async () => {
    const profileFolder = mkdtempSync(path.join(folder, 'profile-'));
    const portal = startPortal({
      profileFolder,
      chromePath: await chromePath(),
    });
    await loading();
    const [{ pid }] = workers(portal.pid);
    portal.kill('SIGKILL');

    await until(() => !existsSync(profileFolder), 'the worker clears up');
    await expectGone(pid, profileFolder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is the portal, and nothing goes on although the folder can’t be removed', async () => {
    // It is killed as soon as the portal is gone, and what it has started isn't.
    const browser = path.join(folder, 'browser');
    writeFileSync(browser, '#!/bin/sh\nsleep 600 &\nsleep 600\n');
    chmodSync(browser, 0o755);
    // No system takes a name of this length.
    const profileFolder = path.join(folder, 'x'.repeat(300));
    const portal = startPortal({ profileFolder, chromePath: browser });
    await until(
      () => processesWith(`HOME=${profileFolder}`).length === 3,
      'the browser and all that it starts',
    );
    const [{ pid }] = workers(portal.pid);
    portal.kill('SIGKILL');

    await expectGone(pid, profileFolder);
    expect(processesWith(profileFolder)).toEqual([]);
  });

  it('is the memory that it takes', async () => {
    const { outcome } = begin({ memoryLimitMb: 100 });
    await expect(outcome).resolves.toMatchObject({
      status: 'failed',
      code: 'audit_out_of_memory',
      message:
        'The audit used more than the 100 MB of memory that it may have.',
      retry: false,
    });
    await expectNothingLeft();
  });

  it.each([
    ['no room', { minimumFreeMb: 1_000_000 }, 'disk_full', / needs 1000000 MB/],
    [
      'no folder',
      { profileFolder: '/dev/null/profiles' },
      'runner_unavailable',
      /\(ENOTDIR\)/,
    ],
  ])('is %s for the files of the browser', async (_, settings, code, words) => {
    const { outcome } = begin(settings);
    await expect(outcome).resolves.toMatchObject({
      status: 'failed',
      code,
      message: expect.stringMatching(words),
      remedy: expect.stringContaining('lighthouse.runner.profileFolder'),
    });
    expect(asked).toBe(0);
  });

  it('is a disk that fills up meanwhile', async () => {
    const room = await fs.statfs(folder);
    let free = 400e6;
    jest
      .spyOn(fs, 'statfs')
      .mockImplementation(async () => ({ ...room, bsize: 1, bavail: free }));
    const { outcome } = begin({ minimumFreeMb: 300 });
    await loading();
    free = 99e6;
    await expect(outcome).resolves.toMatchObject({
      status: 'failed',
      code: 'disk_full',
      message: `The audit was ended when less than 100 MB were left free in ${folder}, where the browser keeps its files.`,
      retry: false,
    });
    await expectNothingLeft();
  });

  async function chromePath(): Promise<string> {
    const found = await runWorker({
      program: sourceWorker,
      order: { type: 'probe' },
      limits: { timeoutMs: 60_000, memoryBytes: 1e9 },
    });
    if (found.type !== 'probed') {
      throw new Error(`No browser was found: ${JSON.stringify(found)}`);
    }
    return found.chromePath;
  }

  /** Another process that has started a worker, and does nothing else. */
  function startPortal(given: Pick<RunOrder, 'profileFolder' | 'chromePath'>) {
    const order: RunOrder = {
      type: 'run',
      url: `${site.origin}/`,
      formFactor: 'mobile',
      sandbox: false,
      listedAddresses: ['127.0.0.1'],
      pageLoadTimeoutMs: 60_000,
      trafficLimitBytes: 1e8,
      reportLimitBytes: 1e6,
      ...given,
    };
    const { file, execArgv } = sourceWorker;
    return spawn(
      process.execPath,
      [
        '-e',
        `const [file, execArgv, order] = JSON.parse(process.argv[1]);
         require('node:child_process')
           .fork(file, [], { execArgv, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
           .send(order);`,
        JSON.stringify([file, execArgv, order]),
      ],
      { stdio: 'ignore' },
    );
  }

  async function expectGone(worker: number, profileFolder: string) {
    await until(
      () => processesWith('worker/main.ts').every(({ pid }) => pid !== worker),
      'the worker ends',
    );
    await until(
      () => processesWith(profileFolder).length === 0,
      'the browser ends',
    );
  }
});

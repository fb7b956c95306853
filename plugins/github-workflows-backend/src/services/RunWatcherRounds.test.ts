import { mockServices } from '@backstage/backend-test-utils';
import { problem } from '../problems';
import { RunWatcher } from './RunWatcher';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };
const KEY = 'github.com/mobworx/webapp';
const DAY_MS = 24 * 3_600_000;

let now: number;
beforeEach(() => {
  now = 1_800_000_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const makeKnown = (status: string, rest = {}) => ({
  repository: KEY,
  run: { id: 7, status },
  ...rest,
});

function makeWatcher() {
  const parts = {
    observer: { look: jest.fn(async () => {}) },
    runs: {
      find: jest.fn(async (): Promise<unknown> => undefined),
      remove: jest.fn(async () => {}),
      tell: jest.fn(async () => {}),
    },
    dispatches: { byRun: jest.fn(async (): Promise<unknown> => undefined) },
    leases: { take: jest.fn(async () => true), release: jest.fn() },
    logger: mockServices.logger.mock(),
  };
  const watcher = new RunWatcher({ ...parts, watchMs: 1_000 } as never);
  return { watcher, ...parts };
}

it('leaves a run alone a day after it was started, and lets others take it', async () => {
  const { watcher, observer, leases } = makeWatcher();
  watcher.watch(repository, 7);
  now += DAY_MS;
  await watcher.tick();
  expect(observer.look).toHaveBeenCalledTimes(1);
  now += 1;
  await watcher.tick();
  expect(observer.look).toHaveBeenCalledTimes(1);
  expect(leases.release).toHaveBeenCalledWith(`${KEY}:7`);
  expect(watcher.watched()).toEqual([]);
});

it.each([
  ['a dispatch that does not know of it', { runStatus: 'in_progress' }, 1],
  ['a dispatch that knows', { runStatus: 'completed' }, 0],
  ['no dispatch', undefined, 0],
])(
  'tells of an end that another process saw where there is %s',
  async (_name, dispatch, told) => {
    const { watcher, observer, runs, dispatches } = makeWatcher();
    const known = makeKnown('completed');
    runs.find.mockResolvedValue(known);
    dispatches.byRun.mockResolvedValue(dispatch && { dispatch });
    watcher.watch(repository, 7);
    // Of a re-run, GitHub still shows the old end for some seconds.
    now += 15_000;
    await watcher.tick();
    expect(watcher.watched()).toHaveLength(1);
    expect(runs.tell).not.toHaveBeenCalled();
    expect(observer.look).toHaveBeenCalledTimes(1);
    now += 1;
    await watcher.tick();
    expect(watcher.watched()).toEqual([]);
    expect(runs.tell.mock.calls).toEqual(
      Array.from({ length: told }, () => [
        { known, isNew: false, source: 'read' },
      ]),
    );
    expect(observer.look).toHaveBeenCalledTimes(1);
  },
);

it('asks nothing that another process asks, and less where webhooks tell', async () => {
  const { watcher, observer, runs, leases } = makeWatcher();
  watcher.watch(repository, 7);
  leases.take.mockResolvedValueOnce(false);
  await watcher.tick();
  expect(observer.look).not.toHaveBeenCalled();
  await watcher.tick();
  expect(observer.look).toHaveBeenCalledTimes(1);
  runs.find.mockResolvedValue(makeKnown('in_progress', { toldAt: now }));
  now += 1_000;
  await watcher.tick();
  expect(observer.look).toHaveBeenCalledTimes(1);
  now += 900;
  await watcher.tick();
  expect(observer.look).toHaveBeenCalledTimes(2);
});

it('forgets a run that stays away, and none that cannot be read for another reason', async () => {
  const { watcher, observer, runs } = makeWatcher();
  const absent = problem('absent', 'run_not_found', 'No.', 'Look again.');
  watcher.watch(repository, 7);
  observer.look.mockRejectedValue(absent);
  await watcher.tick();
  now += 130_000;
  observer.look.mockRejectedValue(new Error('the database is away'));
  await watcher.tick();
  expect(watcher.watched()).toHaveLength(1);
  now += 30_000;
  observer.look.mockRejectedValue(absent);
  await watcher.tick();
  expect(watcher.watched()).toEqual([]);
  expect(runs.remove.mock.calls).toEqual([[KEY, 7]]);
});

it('learns of changes of what it follows only', () => {
  const { watcher } = makeWatcher();
  const run = (status: string) => ({ id: 7, status }) as never;
  watcher.noticeChange(KEY, run('in_progress'));
  watcher.noticeViewer(repository, { run: run('completed') });
  expect(watcher.watched()).toEqual([]);
  watcher.noticeViewer(repository, { run: run('queued') });
  watcher.noticeChange(KEY, run('in_progress'));
  expect(watcher.watched()).toMatchObject([{ repository: KEY, runId: 7 }]);
  watcher.noticeChange(KEY, run('completed'));
  expect(watcher.watched()).toEqual([]);
});

import { mockServices } from '@backstage/backend-test-utils';
import type { Audit } from '@internal/plugin-lighthouse-common';
import { HandRunner } from '../__testUtils__/HandRunner';
import type { AuditQueueStore } from '../store/AuditQueueStore';
import { AuditChanges } from './AuditChanges';
import { AuditWorker, type AuditWorkerOptions } from './AuditWorker';

const LEASE_MS = 45_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');
const audit: Audit = {
  id: '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11',
  url: 'https://www.example.com/a?token=hidden',
  formFactor: 'mobile',
  status: 'RUNNING',
  timeCreated: '2026-11-22T12:00:00.000Z',
  attempt: 1,
  requestedBy: { type: 'schedule' },
  categories: [],
  metrics: [],
  warnings: [],
  measuredBy: 'portal',
  hasReport: false,
};

function queueOf(...waiting: Audit[]) {
  return {
    claim: jest.fn(async (): Promise<Audit | undefined> => waiting.shift()),
    endThoseOfDead: jest.fn(async () => [] as string[]),
    finish: jest.fn(async () => true),
    giveBack: jest.fn(async () => {}),
    progress: jest.fn(async () => {}),
    renew: jest.fn(async () => true),
  };
}

function start(more: Partial<AuditWorkerOptions> = {}, queue = queueOf(audit)) {
  const logger = mockServices.logger.mock();
  const runner = new HandRunner();
  const signals = { publish: async () => {} };
  const worker = new AuditWorker({
    runner,
    targets: { check: async url => url },
    queue: queue as unknown as AuditQueueStore,
    changes: new AuditChanges({ signals, logger }),
    logger,
    measured: { measuredBy: 'portal' },
    leaseMs: LEASE_MS,
    now: () => NOW,
    ...more,
  });
  return { worker, runner, queue, logger };
}

/** Waits until a mock was called; the test's own time limit ends it. */
async function called(mock: jest.Mock): Promise<void> {
  while (mock.mock.calls.length === 0) {
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}

it('gives back at once what it took from the queue while it was told to stop', async () => {
  const queue = queueOf();
  let take: (taken: Audit) => void;
  queue.claim.mockReturnValue(
    new Promise(resolve => {
      take = resolve;
    }),
  );
  const { worker, runner } = start({}, queue);
  worker.wake();
  await called(queue.claim);
  const stopped = worker.stop();
  take!(audit);
  await stopped;
  expect(queue.giveBack).toHaveBeenCalledWith(audit.id, expect.any(String));
  expect(runner.orders).toEqual([]);
  expect(queue.finish).not.toHaveBeenCalled();
});

it('stops without waiting for whether there is a browser', async () => {
  const runner = new HandRunner();
  const availability = jest.fn(() => new Promise<never>(() => {}));
  runner.availability = availability;
  const { worker, queue } = start({ runner });
  worker.wake();
  await called(availability);
  await worker.stop();
  expect(queue.claim).not.toHaveBeenCalled();
});

it('puts an audit off while it cannot tell whether the page may be opened, and leaves the others alone', async () => {
  const targets = {
    check: async () => {
      throw new Error('The catalog is away.');
    },
  };
  const { worker, runner, queue, logger } = start(
    { targets },
    queueOf(audit, { ...audit, id: 'next' }),
  );
  worker.wake();
  await called(queue.giveBack);
  expect(queue.giveBack).toHaveBeenCalledWith(
    audit.id,
    expect.any(String),
    NOW + 60_000,
  );
  await worker.stop();
  expect(queue.claim).toHaveBeenCalledTimes(1);
  expect(queue.finish).not.toHaveBeenCalled();
  expect(runner.orders).toEqual([]);
  expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('hidden');
});

it('does not write the query of an address into the log', async () => {
  const runner = new HandRunner();
  runner.run = async () => {
    throw new Error('It broke.');
  };
  const { worker, queue, logger } = start({ runner });
  worker.wake();
  await called(queue.finish);
  await worker.stop();
  expect(JSON.stringify(logger.error.mock.calls)).toContain('example.com/a');
  expect(JSON.stringify(logger.error.mock.calls)).not.toContain('hidden');
});

it('renews its lease as long as the audit runs, and not while it is ended', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  try {
    const queue = queueOf(audit);
    queue.finish.mockImplementation(async () => {
      jest.advanceTimersByTime(LEASE_MS);
      return true;
    });
    const { worker, runner } = start({}, queue);
    worker.wake();
    const underWay = await runner.next();
    jest.advanceTimersByTime(LEASE_MS);
    expect(queue.renew).toHaveBeenCalledTimes(3);
    underWay.complete();
    await called(queue.finish);
    expect(queue.renew).toHaveBeenCalledTimes(3);
    await worker.stop();
  } finally {
    jest.useRealTimers();
  }
});

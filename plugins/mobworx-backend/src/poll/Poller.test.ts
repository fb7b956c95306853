import { mockServices } from '@backstage/backend-test-utils';
import type { Probe } from '../probes/Probe';
import { problem } from '../problems';
import { Poller } from './Poller';

const studio = { environment: 'staging', service: 'studio' } as const;

function start(probe: Partial<Probe>) {
  const snapshots = {
    keep: jest.fn(async () => true),
    fail: jest.fn(async () => true),
    forgetOthers: jest.fn(async () => {}),
  };
  const changes = { tell: jest.fn(async () => {}) };
  const logger = mockServices.logger.mock();
  const poller = new Poller({
    probes: {
      health: [],
      details: [
        {
          ...studio,
          subject: 'sessions',
          rhythm: 'details',
          look: async () => [],
          ...probe,
        },
      ],
    },
    poll: { timeoutMs: 50 } as never,
    titleOf: () => 'Studio Service in Staging',
    snapshots: snapshots as never,
    history: {} as never,
    changes: changes as never,
    logger,
  });
  const shutdown = new AbortController();
  return {
    snapshots,
    changes,
    logger,
    shutdown,
    look: () => poller.look('details', 1, shutdown.signal),
  };
}

it('stores what a look saw and tells of it only when it is another', async () => {
  const { look, snapshots, changes } = start({ look: async () => ['a'] });
  snapshots.keep.mockResolvedValueOnce(false);
  await look();
  expect(changes.tell).not.toHaveBeenCalled();
  await look();
  expect(snapshots.keep).toHaveBeenLastCalledWith(
    { ...studio, subject: 'sessions' },
    ['a'],
    expect.any(Date),
  );
  expect(changes.tell.mock.calls).toMatchObject([['details-changed', studio]]);
});

it('takes looks of the asked rhythm only', async () => {
  const look = jest.fn();
  await start({ look, rhythm: 'schema' }).look();
  expect(look).not.toHaveBeenCalled();
});

it('stores why a look failed, in words that were meant for it', async () => {
  const { look, snapshots, logger } = start({
    look: async () => {
      throw problem('unavailable', 'upstream_unwell', 'It is ill.', 'Wait.');
    },
  });
  await look();
  expect(snapshots.fail).toHaveBeenCalledWith(
    expect.anything(),
    { code: 'upstream_unwell', message: 'It is ill.', remedy: 'Wait.' },
    expect.any(Date),
  );
  expect(logger.warn).not.toHaveBeenCalled();
});

it('stores nothing of what nobody foresaw, but logs it', async () => {
  const { look, snapshots, logger } = start({
    look: async () => JSON.parse('secret'),
  });
  await look();
  const [[, stored]] = snapshots.fail.mock.calls as unknown as [
    [unknown, object],
  ];
  expect(stored).toMatchObject({ code: 'upstream_unexpected_answer' });
  expect(JSON.stringify(stored)).not.toContain('secret');
  expect(logger.warn).toHaveBeenCalledTimes(1);
});

it('ends a look that goes on and on', async () => {
  const { look, snapshots } = start({ look: () => new Promise(() => {}) });
  await look();
  expect(snapshots.fail).toHaveBeenCalledWith(
    expect.anything(),
    expect.objectContaining({ code: 'upstream_timeout' }),
    expect.any(Date),
  );
});

it('stores nothing of a look that the end of the process cuts off', async () => {
  const { look, snapshots, shutdown } = start({
    look: async () => {
      shutdown.abort();
      return [];
    },
  });
  await look();
  expect(snapshots.keep).not.toHaveBeenCalled();
  expect(snapshots.fail).not.toHaveBeenCalled();
});

it('does not take a failure of the database for one of the service', async () => {
  const { look, snapshots } = start({});
  snapshots.keep.mockRejectedValueOnce(new Error('disk full'));
  await expect(look()).rejects.toThrow('disk full');
  expect(snapshots.fail).not.toHaveBeenCalled();
});

it('tells of another deployment as of another status, which shows it', async () => {
  const { look, changes } = start({ subject: 'deployment' });
  await look();
  expect(changes.tell.mock.calls).toMatchObject([['status-changed', studio]]);
});

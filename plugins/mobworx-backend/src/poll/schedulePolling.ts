import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { PollLimits } from '../config';
import type { Rhythm } from '../probes/Probe';
import type { Poller } from './Poller';
import { frequencyFor } from './rhythm';

/** The tasks of the poller: global, so that of several processes of the portal one looks. */
export async function schedulePolling(
  scheduler: SchedulerService,
  poller: Poller,
  poll: PollLimits,
): Promise<void> {
  const rhythms: Record<Rhythm, number> = {
    details: poll.detailsMs,
    infrastructure: poll.infrastructureMs,
    schema: poll.schemaMs,
    deployments: poll.deploymentsMs,
  };
  await scheduler.scheduleTask({
    id: 'look-health',
    scope: 'global',
    frequency: { milliseconds: frequencyFor(poll.healthMs) },
    // When this process dies, another one goes on after this time.
    timeout: { milliseconds: Math.max(10_000, 3 * poll.timeoutMs) },
    fn: signal => poller.lookAtHealth(signal),
  });
  for (const [rhythm, everyMs] of Object.entries(rhythms)) {
    await scheduler.scheduleTask({
      id: `look-${rhythm}`,
      scope: 'global',
      frequency: { milliseconds: frequencyFor(everyMs) },
      timeout: { minutes: 2 },
      fn: signal => poller.look(rhythm as Rhythm, everyMs, signal),
    });
  }
}

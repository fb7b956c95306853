import { createHmac, randomUUID } from 'node:crypto';
import { readSettings } from '../settings.mjs';
import { CHANNEL } from './balance.mjs';
import { listen } from './streams.mjs';
import { until } from './until.mjs';

async function deliver(replica, delivery, body) {
  const secret = readSettings(['simulated'])(
    'events.modules.github.webhookSecret',
  );
  const { status } = await fetch(`${replica.url}/api/events/http/github`, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-GitHub-Event': 'push',
      'X-GitHub-Delivery': delivery,
      'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
  if (status !== 202)
    throw new Error(`${replica.name} answered ${status} to a webhook`);
}

/** What one replica is told by GitHub reaches the pages of the other, once. */
export async function webhookReachesOther({ portal, people }) {
  const { replicas } = portal;
  const { token } = people.people[0].session;
  const streams = replicas.map(replica =>
    listen({ url: replica.url, token, channel: CHANNEL }),
  );
  const pushes = stream =>
    stream.messages.filter(({ type }) => type === 'refs-changed').length;
  const body = JSON.stringify({
    ref: 'refs/heads/master',
    repository: { name: 'appsync-service', owner: { login: 'MobWorx' } },
  });
  try {
    await until('both pages listen', () =>
      streams.every(stream => stream.isOpen()),
    );
    for (const [index, replica] of replicas.entries()) {
      const before = streams.map(pushes);
      const delivery = randomUUID();
      await deliver(replica, delivery, body);
      // GitHub sends it again when it had no answer, and the load balancer may choose another one.
      for (const one of replicas) await deliver(one, delivery, body);
      await until(
        `pages of both replicas learn what ${replica.name} was told`,
        () => {
          const deaf = replicas.filter(
            (_, number) => pushes(streams[number]) === before[number],
          );
          if (deaf.length)
            throw new Error(`not ${deaf.map(({ name }) => name).join(', ')}`);
          return true;
        },
      );
      // Comes after whatever is still on its way.
      await deliver(replicas[1 - index], randomUUID(), body);
      await until('pages of both learn of the next', () =>
        streams.every((stream, number) => pushes(stream) >= before[number] + 2),
      );
      const told = streams.map(
        (stream, number) => pushes(stream) - before[number],
      );
      if (told.some(count => count !== 2))
        throw new Error(
          `Of two webhooks the pages were told ${told.join(' and ')} times`,
        );
    }
    return 'each delivered three times, told once';
  } finally {
    streams.forEach(stream => stream.stop());
  }
}

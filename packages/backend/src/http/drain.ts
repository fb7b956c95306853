import type { Server, ServerResponse } from 'node:http';
import type { RootLifecycleService } from '@backstage/backend-plugin-api';

// Plugins of this replica wait here for events of others, for up to a minute each.
const LONG_POLL = /^\/api\/events\/bus\/v1\/subscriptions\/[^/]+\/events$/;
/** How long answers under way are waited for once nothing new is taken. */
const PATIENCE_MS = 10_000;

/**
 * Lets the server end in order: from the moment it isn't ready any more, each answer ends its
 * connection, so that none is left that somebody could still send a request on. What only waits is
 * cut off at the end; the framework alone would wait for it for a minute, longer than ECS lets it.
 */
export function drain({
  server,
  lifecycle,
}: {
  server: Server;
  lifecycle: RootLifecycleService;
}): void {
  const waiting = new Set<ServerResponse>();
  let isClosing = false;
  server.prependListener('request', ({ headers, url = '' }, res) => {
    if (isClosing) {
      res.shouldKeepAlive = false;
    }
    // The first WebSocket that a replica is asked for comes here, and the signals backend, which only
    // then begins to listen for them, never answers it.
    if (LONG_POLL.test(url) || headers.upgrade) {
      waiting.add(res);
      res.once('close', () => waiting.delete(res));
    }
  });
  lifecycle.addBeforeShutdownHook(() => {
    isClosing = true;
  });
  lifecycle.addShutdownHook(() => {
    waiting.forEach(res => res.destroy());
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
  });
}

import type {
  LoggerService,
  RootConfigService,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { createClient } from '@redis/client';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { SharedCount } from './SharedCount';

// Plugins of one replica call each other over loopback; a person's request is counted once.
const OWN_CALLS = ['127.0.0.1', '::1'];

/** An IPv4 address as it is, also where the socket is one for IPv6. */
const plain = (ip = '') => ip.replace(/^::ffff:(?=\d+\.)/, '');

/**
 * The limit of `backend.rateLimit`, in place of the framework's: that one waits for Redis for ever
 * while it is away, also when it is back, and counts what plugins ask of each other.
 *
 * @returns a handler that lets everything pass where there is no such configuration
 */
export function createRateLimit({
  config,
  lifecycle,
  logger,
}: {
  config: RootConfigService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): RequestHandler {
  const settings = config.getOptionalConfig('backend.rateLimit');
  if (!settings) {
    return (_req, _res, next) => next();
  }
  const connection = settings.getOptionalString('store.connection');
  return rateLimit({
    windowMs: settings.has('window')
      ? durationToMilliseconds(
          readDurationFromConfig(settings, { key: 'window' }),
        )
      : 60_000,
    limit: settings.getNumber('incomingRequestLimit'),
    message: {
      error: {
        name: 'Error',
        message: 'Too many requests, please try again later',
      },
      response: { statusCode: 429 },
    },
    keyGenerator: req => ipKeyGenerator(plain(req.ip)),
    skip: req => OWN_CALLS.includes(plain(req.ip)),
    // How much of what a proxy says is believed is decided by `backend.trustProxy`.
    validate: { trustProxy: false },
    ...(connection && {
      store: new SharedCount({
        client: connect(connection, lifecycle, logger),
        logger,
      }),
    }),
  });
}

function connect(
  url: string,
  lifecycle: LifecycleService,
  logger: LoggerService,
) {
  // Without the queue, a command fails at once while there is no connection.
  const client = createClient({ url, disableOfflineQueue: true });
  client.on('error', error =>
    logger.debug('No connection to the Redis of the rate limit', error),
  );
  // It goes on trying by itself; until then there is a count without it.
  client.connect().catch(() => {});
  lifecycle.addShutdownHook(() => client.disconnect());
  return client;
}

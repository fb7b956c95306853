import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import { codedError } from '@internal/upstream-node';
import type { ErrorRequestHandler } from 'express';

/** Code of what the portal answers while it can't reach its database. */
const DATABASE_UNAVAILABLE = 'database_unavailable';

const RETRY_AFTER_SECONDS = 5;

// Class 08 is about connections; 57P01 to 57P03: the server goes down, has crashed, isn't up yet;
// 53300: it has no connection left. Source: postgresql.org/docs/current/errcodes-appendix.html
const SERVER_IS_AWAY = /^(08...|57P0[1-3]|53300)$/;
// What the driver says without a code.
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout expired)|Knex: Timeout acquiring a connection/;

/**
 * Turns what the driver throws while PostgreSQL is away into a 503 with a code, so that a page says
 * what is wrong and a client knows that it may ask again.
 */
export function tellDatabaseAway(
  config: RootConfigService,
): ErrorRequestHandler {
  const port = portOfDatabase(config);
  return (error, _req, res, next) => {
    if (!isDatabaseAway(error, port)) {
      next(error);
      return;
    }
    if (!res.headersSent) {
      res.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    }
    next(
      codedError(ServiceUnavailableError, {
        code: DATABASE_UNAVAILABLE,
        message: "The portal can't reach its database.",
        remedy:
          'Try again in some seconds. If it stays so, tell the platform team.',
      }),
    );
  };
}

function portOfDatabase(config: RootConfigService): number | undefined {
  const connection = config.getOptional('backend.database.connection');
  if (typeof connection === 'string' && URL.canParse(connection)) {
    return Number(new URL(connection).port) || 5432;
  }
  return connection && typeof connection === 'object'
    ? Number((connection as { port?: unknown }).port ?? 5432)
    : undefined;
}

function isDatabaseAway(error: unknown, port: number | undefined): boolean {
  if (error instanceof AggregateError) {
    return error.errors.some(one => isDatabaseAway(one, port));
  }
  if (!(error instanceof Error)) {
    return false;
  }
  // Another plugin of the portal has said so.
  if (error.name === 'ResponseError') {
    const { cause } = error as ResponseError;
    return (cause as { code?: unknown })?.code === DATABASE_UNAVAILABLE;
  }
  const { code, port: asked } = error as { code?: unknown; port?: unknown };
  return (
    SERVER_IS_AWAY.test(String(code)) ||
    CONNECTION_LOST.test(error.message) ||
    (port !== undefined && asked === port && /^E[A-Z]+$/.test(String(code)))
  );
}

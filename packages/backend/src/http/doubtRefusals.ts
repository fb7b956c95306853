import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';

/**
 * Looks whether the database is there before somebody who brought credentials is refused. The keys
 * that tokens are checked with are in the database, and the framework takes a token whose key it
 * can't read for a wrong one: a replica that has read no keys yet would sign people out because the
 * database is away. What the driver throws takes the place of the refusal.
 */
export function doubtRefusals(database: DatabaseService): ErrorRequestHandler {
  return async (error, req, _res, next) => {
    const { authorization, cookie } = req.headers;
    if (error?.name !== 'AuthenticationError' || !(authorization || cookie)) {
      next(error);
      return;
    }
    try {
      const client = await database.getClient();
      await client.raw('select 1');
      next(error);
    } catch (databaseError) {
      next(databaseError);
    }
  };
}

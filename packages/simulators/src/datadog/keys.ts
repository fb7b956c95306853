import type { Request } from 'express';
import { DatadogError, forbidden } from './DatadogError';
import type { DatadogSeed } from './types';

type Keys = Pick<DatadogSeed, 'apiKeys' | 'applicationKeys'>;

/**
 * Checks the API key. One of another site is as good as none.
 *
 * @throws DatadogError 401 without a key, 403 for an unknown one
 */
export function checkApiKey(req: Request, { apiKeys }: Keys): void {
  const key = req.get('DD-API-KEY');
  if (!key) {
    throw new DatadogError(401, 'Unauthorized');
  }
  if (!apiKeys.includes(key)) {
    throw forbidden();
  }
}

/**
 * Checks both keys, and that the second has the scope. Datadog says the same of a wrong key and of
 * a missing scope.
 *
 * @throws DatadogError 401 without a key, 403 otherwise
 */
export function checkKeys(req: Request, keys: Keys, scope?: string): void {
  checkApiKey(req, keys);
  const key = req.get('DD-APPLICATION-KEY');
  if (!key) {
    throw new DatadogError(401, 'Unauthorized');
  }
  const known = keys.applicationKeys.find(one => one.key === key);
  if (!known || (scope && known.scopes && !known.scopes.includes(scope))) {
    throw forbidden();
  }
}

import {
  AppsyncAccess,
  AppsyncAuthMode,
  appsyncAccessSchema,
} from '@internal/plugin-mobworx-common';
import { isCodedError, problemOf } from '@internal/upstream-node';
import type { AppsyncAuth } from '../serviceConfig';
import type { AppsyncClient } from './AppsyncClient';
import type { ControlPlane, KeyFacts } from './ControlPlane';

const MODES: Record<AppsyncAuth['mode'], AppsyncAuthMode> = {
  apiKey: 'API_KEY',
  iam: 'AWS_IAM',
  cognito: 'AMAZON_COGNITO_USER_POOLS',
  oidc: 'OPENID_CONNECT',
  lambda: 'AWS_LAMBDA',
};

/**
 * Finds out how the portal signs in to an API and what else it takes. Without the control plane
 * there is less to know, and that is no failure.
 *
 * @throws errors of `problem()`
 */
export async function readAccess(
  auth: AppsyncAuth,
  client: AppsyncClient,
  controlPlane: ControlPlane | undefined,
  signal: AbortSignal,
): Promise<AppsyncAccess> {
  const mode = MODES[auth.mode];
  if (!controlPlane) {
    return {
      mode,
      modes: [],
      otherKeys: [],
      introspection: await client.introspection(signal),
    };
  }
  const own = auth.mode === 'apiKey' ? auth.key : undefined;
  const [api, keys] = await Promise.all([
    controlPlane.api(signal),
    controlPlane.keys(own, signal).catch(withoutKeys),
  ]);
  return appsyncAccessSchema.parse({ mode, ...api, ...keys });
}

/**
 * Whoever may read the API may not always read its keys, and the rest is worth knowing all the
 * same. Any other failure is one of the whole look, so that what was seen of the keys stays.
 */
function withoutKeys(error: unknown): KeyFacts {
  if (isCodedError(error) && error.code === 'upstream_forbidden') {
    return { otherKeys: [], keysProblem: problemOf(error) };
  }
  throw error;
}

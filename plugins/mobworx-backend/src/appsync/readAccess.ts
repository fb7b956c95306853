import {
  AppsyncAccess,
  AppsyncAuthMode,
  appsyncAccessSchema,
} from '@internal/plugin-mobworx-common';
import type { AppsyncAuth } from '../serviceConfig';
import type { AppsyncClient } from './AppsyncClient';
import type { ControlPlane } from './ControlPlane';

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
    controlPlane.keys(own, signal),
  ]);
  return appsyncAccessSchema.parse({ mode, ...api, ...keys });
}

import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { createUpstreamGuard, UpstreamError } from '@internal/upstream-node';
import type { Upstream } from '../upstreamProblems';
import { credentialsRejected } from './awsProblem';

type Provider = Awaited<
  ReturnType<AwsCredentialsManager['getCredentialProvider']>
>['sdkCredentialProvider'];
type Credentials = Awaited<ReturnType<Provider>>;

// So that none expires on its way.
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Gives the credentials of an account to all of its clients, and asks for new ones when those there
 * are expire: a role is taken once, not once for each client.
 *
 * @returns what the SDK calls; throws `upstream_credentials_rejected` where there are none
 */
export function rememberCredentials(options: {
  manager: AwsCredentialsManager;
  accountId: string;
  upstream: Upstream;
  timeoutMs: number;
}): () => Promise<Credentials> {
  const { manager, accountId, upstream, timeoutMs } = options;
  // The credential providers have no time limit of their own.
  const guard = createUpstreamGuard({ upstream: upstream.title, timeoutMs });
  let remembered: Promise<Credentials> | undefined;
  let renewAt = 0;

  async function ask(): Promise<Credentials> {
    const { sdkCredentialProvider } = await manager.getCredentialProvider({
      accountId,
    });
    return sdkCredentialProvider();
  }

  async function renew(): Promise<Credentials> {
    try {
      const credentials = await guard(ask, { read: true });
      renewAt = credentials.expiration
        ? credentials.expiration.getTime() - RENEW_BEFORE_MS
        : Number.POSITIVE_INFINITY;
      return credentials;
    } catch (error) {
      remembered = undefined;
      throw error instanceof UpstreamError
        ? error
        : credentialsRejected(
            upstream,
            `there are none for the account ${accountId}`,
          );
    }
  }

  return async () => {
    if (!remembered || Date.now() >= renewAt) {
      renewAt = Number.POSITIVE_INFINITY;
      remembered = renew();
    }
    return remembered;
  };
}

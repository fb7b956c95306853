import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { SimulatorClock } from '../clock';

/** What a token says. */
export interface TokenRequest {
  mode: 'AMAZON_COGNITO_USER_POOLS' | 'OPENID_CONNECT';
  username: string;
  /** Cognito groups. */
  groups?: string[];
  /** An hour when left out. */
  expiresInSeconds?: number;
}

/** The simulated Cognito user pool and OpenID Connect provider: two issuers with one key. */
export class TokenIssuer {
  private keys?: ReturnType<typeof generateKeyPair>;
  private readonly issuers: Record<TokenRequest['mode'], string>;

  /** @param url - of the service that publishes the keys */
  constructor(
    url: string,
    userPoolId: string,
    private readonly clock: SimulatorClock,
  ) {
    this.issuers = {
      AMAZON_COGNITO_USER_POOLS: `${url}/cognito/${userPoolId}`,
      OPENID_CONNECT: `${url}/oidc`,
    };
  }

  /** The mode that tokens of an issuer belong to. */
  modeOf(issuer: string | undefined): TokenRequest['mode'] | undefined {
    return (
      Object.entries(this.issuers) as [TokenRequest['mode'], string][]
    ).find(([, candidate]) => candidate === issuer)?.[0];
  }

  async issue(request: TokenRequest): Promise<string> {
    const now = Math.floor(this.clock.now() / 1000);
    const isCognito = request.mode === 'AMAZON_COGNITO_USER_POOLS';
    const claims = isCognito
      ? {
          token_use: 'id',
          'cognito:username': request.username,
          'cognito:groups': request.groups ?? [],
        }
      : {};
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'simulated' })
      .setIssuer(this.issuers[request.mode])
      .setSubject(request.username)
      .setAudience('simulated-client')
      .setIssuedAt(now)
      .setExpirationTime(now + (request.expiresInSeconds ?? 3600))
      .sign((await this.pair()).privateKey);
  }

  async publicKey() {
    return (await this.pair()).publicKey;
  }

  /** The published keys (JWKS). */
  async keySet(): Promise<{ keys: JWK[] }> {
    const key = await exportJWK(await this.publicKey());
    return {
      keys: [{ ...key, kid: 'simulated', alg: 'RS256', use: 'sig' }],
    };
  }

  // Made on first use: it takes a noticeable time, and few callers need it.
  private pair() {
    return (this.keys ??= generateKeyPair('RS256'));
  }
}

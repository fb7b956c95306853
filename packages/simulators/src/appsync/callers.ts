import { decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import type { SimulatorClock } from '../clock';
import { SignatureError, verifySignature } from '../aws/signature';
import { RequestRefused, unauthorized } from './errors';
import type { TokenIssuer } from './TokenIssuer';
import type { AppSyncSeed, AuthMode, Caller } from './types';

/** What a caller sent to show who it is, over HTTP or in a message of the realtime protocol. */
export interface Credentials {
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  method: string;
  /** Path and query. */
  target: string;
  body: Buffer | string;
}

const day = 24 * 3600_000;

/** Finds out who calls a simulated AppSync API. */
export class Callers {
  /**
   * @param seed - the API with its keys
   * @param startedAt - what the expiry of API keys counts from
   */
  constructor(
    private readonly seed: AppSyncSeed,
    private readonly issuer: TokenIssuer,
    private readonly clock: SimulatorClock,
    private readonly startedAt: number,
  ) {}

  /** When an API key expires, in milliseconds since the epoch. */
  expiryOf(key: { expiresInDays: number }): number {
    return this.startedAt + key.expiresInDays * day;
  }

  /** @throws RequestRefused when the caller is not known */
  async identify(credentials: Credentials): Promise<Caller> {
    const { authorization, 'x-api-key': apiKey } = credentials.headers;
    if (apiKey) {
      return this.byApiKey(apiKey);
    }
    if (!authorization) {
      throw unauthorized('Valid authorization header not provided.');
    }
    if (authorization.startsWith('AWS4-HMAC-SHA256')) {
      return this.bySignature(credentials);
    }
    return this.byToken(authorization);
  }

  private byApiKey(id: string): Caller {
    this.assertOn('API_KEY');
    const key = this.seed.apiKeys.find(candidate => candidate.id === id);
    if (!key || this.expiryOf(key) <= this.clock.now()) {
      throw unauthorized();
    }
    return { mode: 'API_KEY', groups: [], deniedFields: [] };
  }

  private bySignature(credentials: Credentials): Caller {
    this.assertOn('AWS_IAM');
    try {
      const key = verifySignature(
        credentials,
        'appsync',
        this.seed.accessKeys,
        this.clock.now(),
      );
      return {
        mode: 'AWS_IAM',
        username: key.arn,
        groups: [],
        deniedFields: [],
      };
    } catch (error) {
      const { code, message } = error as SignatureError;
      throw new RequestRefused(403, `${code}Exception`, message);
    }
  }

  private async byToken(token: string): Promise<Caller> {
    const claims = claimsOf(token);
    if (!claims) {
      return this.byLambda(token);
    }
    const mode = this.issuer.modeOf(claims.iss);
    if (!mode) {
      throw unauthorized();
    }
    this.assertOn(mode);
    try {
      const { payload } = await jwtVerify(
        token,
        await this.issuer.publicKey(),
        {
          issuer: claims.iss,
          currentDate: new Date(this.clock.now()),
        },
      );
      return {
        mode,
        username: String(payload['cognito:username'] ?? payload.sub),
        groups: (payload['cognito:groups'] as string[] | undefined) ?? [],
        deniedFields: [],
      };
    } catch (error) {
      throw unauthorized(
        (error as { code?: string }).code === 'ERR_JWT_EXPIRED'
          ? 'Token has expired.'
          : undefined,
      );
    }
  }

  /** A token that is no JWT goes to the Lambda authorizer; without one it is a broken JWT. */
  private byLambda(token: string): Caller {
    if (!this.modes().includes('AWS_LAMBDA')) {
      throw unauthorized('Unable to parse JWT token.');
    }
    const answer = this.seed.lambdaTokens.find(
      candidate => candidate.token === token,
    );
    if (!answer?.isAuthorized) {
      throw unauthorized();
    }
    return {
      mode: 'AWS_LAMBDA',
      username: answer.username,
      groups: [],
      deniedFields: answer.deniedFields ?? [],
    };
  }

  private modes(): AuthMode[] {
    return [this.seed.defaultAuth, ...this.seed.additionalAuth];
  }

  private assertOn(mode: AuthMode): void {
    if (!this.modes().includes(mode)) {
      throw unauthorized('Valid authorization header not provided.');
    }
  }
}

function claimsOf(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

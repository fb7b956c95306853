import { Router } from 'express';
import { z } from 'zod';
import type { SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { Callers } from './callers';
import { GraphqlApi } from './GraphqlApi';
import { Realtime } from './Realtime';
import { createResolvers } from './resolvers';
import { addAppSyncRoutes, graphqlPath, refuseCredential } from './routes';
import { buildAppSyncSchema, printWithoutDirectives } from './schema';
import { AppSyncState } from './state';
import { Subscriptions } from './Subscriptions';
import { TokenIssuer, type TokenRequest } from './TokenIssuer';
import { authModes, type AppSyncSeed } from './types';

/** How to start a simulated AppSync API. */
export interface AppSyncOptions {
  environment: string;
  port: number;
  clock: SimulatorClock;
  seed: AppSyncSeed;
}

/** The control plane's view of an API, as the simulated AWS shows it. */
export interface AppSyncControl {
  apiId: string;
  describe(): Record<string, unknown>;
  apiKeys(): { id: string; description: string; expires: number }[];
  /** SDL, with AppSync's directives or without. */
  schema(includeDirectives: boolean): string;
}

/** A running simulated AppSync API. */
export interface AppSyncSimulator {
  readonly service: SimulatedService;
  /** Where clients send queries and mutations. */
  readonly graphqlUrl: string;
  /** Where they subscribe. */
  readonly realtimeUrl: string;
  readonly control: AppSyncControl;
  /** A token of the simulated user pool or OpenID Connect provider. */
  issueToken(request: TokenRequest): Promise<string>;
  setIntrospection(value: 'ENABLED' | 'DISABLED'): void;
  /** How many subscriptions there are. */
  subscriptions(): number;
}

const tokenSchema = z.strictObject({
  mode: z.enum(['AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT']),
  username: z.string().min(1).max(100),
  groups: z.array(z.string().max(100)).max(50).optional(),
  expiresInSeconds: z.number().int().optional(),
});

const apiSchema = z.strictObject({
  introspection: z.enum(['ENABLED', 'DISABLED']),
});

/** Starts the AppSync API of one environment. */
export async function startAppSync(
  options: AppSyncOptions,
): Promise<AppSyncSimulator> {
  const { seed, clock } = options;
  const schema = buildAppSyncSchema(seed.schema);
  const startedAt = clock.now();
  const { service, parts } = await startService(
    { name: 'appsync', ...options },
    url => createParts(url, schema),
  );

  function createParts(url: string, graphqlSchema: typeof schema) {
    const state = new AppSyncState(seed, clock);
    const api = new GraphqlApi(
      graphqlSchema,
      seed.defaultAuth,
      createResolvers(state),
    );
    api.introspection = seed.introspection;
    const issuer = new TokenIssuer(url, seed.userPoolId, clock);
    const callers = new Callers(seed, issuer, clock, startedAt);
    const subscriptions = new Subscriptions(api);
    const realtime = new Realtime({
      api,
      subscriptions,
      callers,
      clock,
      defaultAuth: seed.defaultAuth,
      path: graphqlPath,
    });
    return {
      api,
      callers,
      issuer,
      subscriptions,
      refuseCredential,
      routes: app =>
        addAppSyncRoutes(app, {
          api,
          callers,
          subscriptions,
          issuer,
          userPoolId: seed.userPoolId,
        }),
      upgrade: (...handshake) => realtime.accept(...handshake),
      switches(router: Router) {
        router.post('/tokens', async (req, res, next) => {
          try {
            const request = readBody(tokenSchema, req.body);
            res.json({ token: await issuer.issue(request) });
          } catch (error) {
            next(error);
          }
        });
        router.post('/api', (req, res) => {
          api.introspection = readBody(apiSchema, req.body).introspection;
          res.status(204).end();
        });
      },
      reset() {
        state.reset();
        api.introspection = seed.introspection;
      },
    } satisfies ServiceParts & Record<string, unknown>;
  }

  const graphqlUrl = `${service.url}${graphqlPath}`;
  const realtimeUrl = `${graphqlUrl.replace('http', 'ws')}/realtime`;
  return {
    service,
    graphqlUrl,
    realtimeUrl,
    subscriptions: () => parts.subscriptions.size,
    issueToken: request => parts.issuer.issue(request),
    setIntrospection(value) {
      parts.api.introspection = value;
    },
    control: {
      apiId: seed.apiId,
      describe: () => ({
        apiId: seed.apiId,
        name: seed.name,
        authenticationType: seed.defaultAuth,
        additionalAuthenticationProviders: authModes
          .filter(mode => seed.additionalAuth.includes(mode))
          .map(mode => ({ authenticationType: mode })),
        introspectionConfig: parts.api.introspection,
        uris: { GRAPHQL: graphqlUrl, REALTIME: realtimeUrl },
      }),
      apiKeys: () =>
        seed.apiKeys.map(key => ({
          id: key.id,
          description: key.description,
          // AWS rounds down to the hour, in seconds.
          expires: Math.floor(parts.callers.expiryOf(key) / 3600_000) * 3600,
        })),
      schema: includeDirectives =>
        includeDirectives ? seed.schema : printWithoutDirectives(schema),
    },
  };
}

import { randomUUID } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import type { Callers } from './callers';
import { malformed, RequestRefused, unauthorized } from './errors';
import {
  isPrepared,
  type GraphqlAnswer,
  type GraphqlApi,
  type GraphqlRequest,
} from './GraphqlApi';
import type { Subscriptions } from './Subscriptions';
import type { TokenIssuer } from './TokenIssuer';

interface Parts {
  api: GraphqlApi;
  callers: Callers;
  subscriptions: Subscriptions;
  issuer: TokenIssuer;
  userPoolId: string;
}

/** The path of the GraphQL endpoint, as AWS has it. */
export const graphqlPath = '/graphql';

/** Answers a request that is refused as a whole. */
function sendRefusal(res: Response, error: RequestRefused): void {
  send(res.status(error.status).set('x-amzn-ErrorType', error.errorType), {
    errors: [{ errorType: error.errorType, message: error.message }],
  });
}

/** The routes of a simulated AppSync API and of the providers of its tokens. */
export function addAppSyncRoutes(app: Express, parts: Parts): void {
  // Bytes, as they were signed.
  const bytes = express.raw({ type: () => true, limit: '1mb' });
  app.post(graphqlPath, bytes, async (req, res) => {
    try {
      send(
        res.set('x-amzn-appsync-TokensConsumed', '1'),
        await answer(parts, req),
      );
    } catch (error) {
      sendRefusal(
        res,
        error instanceof RequestRefused
          ? error
          : new RequestRefused(
              500,
              'InternalFailure',
              (error as Error).message,
            ),
      );
    }
  });

  const keys = [`/cognito/${parts.userPoolId}/.well-known/jwks.json`];
  app.get([...keys, '/oidc/.well-known/jwks.json'], async (_req, res) => {
    res.json(await parts.issuer.keySet());
  });
  app.get('/oidc/.well-known/openid-configuration', (req, res) => {
    const issuer = `http://${req.get('host')}/oidc`;
    res.json({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` });
  });
}

async function answer(parts: Parts, req: Request): Promise<GraphqlAnswer> {
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const caller = await parts.callers.identify({
    headers: req.headers as Record<string, string>,
    method: 'POST',
    target: req.originalUrl,
    body,
  });
  const prepared = parts.api.prepare(readRequest(body));
  if (!isPrepared(prepared)) {
    return prepared;
  }
  const { operation } = prepared.operation;
  if (operation === 'subscription') {
    throw new RequestRefused(
      400,
      'BadRequestException',
      'Subscriptions are not supported over HTTP: use the realtime endpoint.',
    );
  }
  const result = await parts.api.run(prepared, caller);
  if (operation === 'mutation') {
    await parts.subscriptions.publish(prepared, result);
  }
  return result;
}

function readRequest(body: Buffer): GraphqlRequest {
  try {
    return (JSON.parse(body.toString()) as GraphqlRequest | null) ?? {};
  } catch {
    throw malformed();
  }
}

function send(res: Response, body: unknown): void {
  res
    .set({
      'Content-Type': 'application/json;charset=UTF-8',
      'x-amzn-RequestId': randomUUID(),
    })
    .end(JSON.stringify(body));
}

/** What a wrong credential gets. */
export const refuseCredential = (_req: Request, res: Response): void =>
  sendRefusal(res, unauthorized());

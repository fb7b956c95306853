import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { AppSyncControl } from '../appsync/simulator';
import type { SimulatorClock } from '../clock';
import {
  startService,
  type ServiceParts,
  type SimulatedService,
} from '../service/service';
import { readBody } from '../service/switches';
import { Account } from './Account';
import { AwsError } from './AwsError';
import { protocols } from './protocols';
import { SignatureError, verifySignature } from './signature';
import type { AwsSeed } from './types';

/** How to start the simulated AWS APIs of an account. */
export interface AwsOptions {
  environment: string;
  port: number;
  clock: SimulatorClock;
  seed: AwsSeed;
  /** The AppSync API whose control plane they show. */
  appsync: AppSyncControl;
}

/** The running AWS APIs of an account: one endpoint for all services. */
export interface AwsSimulator {
  readonly service: SimulatedService;
  readonly account: Account;
}

/** Sections of the account that take the place of those there are. */
const changeSchema = z.strictObject({
  eventBus: z.looseObject({ name: z.string() }).optional(),
  cluster: z.looseObject({ id: z.string() }).optional(),
  proxy: z.looseObject({ name: z.string() }).nullable().optional(),
  stacks: z.array(z.looseObject({ service: z.string() })).optional(),
  flyway: z.looseObject({ applied: z.number().int().min(0) }).optional(),
});

/** Starts the AWS APIs of one environment's account. */
export async function startAws(options: AwsOptions): Promise<AwsSimulator> {
  const { service, parts } = await startService(
    { name: 'aws', ...options },
    () => {
      const account = new Account(options.seed, options.clock);
      return {
        account,
        refuseCredential,
        routes: app => {
          const bytes = express.raw({ type: () => true, limit: '1mb' });
          app.use(bytes, (req, res) =>
            answer(account, options.appsync, req, res),
          );
        },
        switches(router: Router) {
          router.post('/infrastructure', (req, res) => {
            const { proxy, ...change } = readBody(changeSchema, req.body);
            Object.assign(account.infrastructure, change);
            if (proxy !== undefined) {
              Object.assign(account.infrastructure, {
                proxy: proxy ?? undefined,
              });
            }
            res.status(204).end();
          });
        },
        reset: () => account.reset(),
      } satisfies ServiceParts & Record<string, unknown>;
    },
  );
  return { service, account: parts.account };
}

function serviceOf(req: Request): string {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([\w-]+)\//;
  return scope.exec(req.get('Authorization') ?? '')?.[1] ?? '';
}

const protocolOf = (req: Request) =>
  Object.hasOwn(protocols, serviceOf(req))
    ? protocols[serviceOf(req)]
    : undefined;

function answer(
  account: Account,
  appsync: AppSyncControl,
  req: Request,
  res: Response,
): void {
  const protocol = protocolOf(req) ?? protocols.events;
  try {
    const caller = identify(account, req);
    const { action, params } = protocol.read(req);
    if (!Object.hasOwn(protocol.operations, action)) {
      throw new AwsError(
        403,
        'AccessDeniedException',
        `User: ${caller.arn} is not authorized to perform: ${protocol.prefix}:${action} because no identity-based policy allows the ${protocol.prefix}:${action} action`,
      );
    }
    const result = protocol.operations[action](params, {
      account,
      appsync,
      caller,
    });
    protocol.send(res, action, result);
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    protocol.sendError(res, error);
  }
}

function identify(account: Account, req: Request) {
  if (req.get('Authorization') && !protocolOf(req)) {
    throw new AwsError(
      400,
      'UnknownOperationException',
      `The simulator does not know the service "${serviceOf(req)}"`,
    );
  }
  try {
    const key = verifySignature(
      {
        method: req.method,
        target: req.originalUrl,
        headers: req.headers as Record<string, string>,
        body: Buffer.isBuffer(req.body) ? req.body : '',
      },
      serviceOf(req),
      account.accessKeys(),
      account.clock.now(),
    );
    const { sessionToken } = key as { sessionToken?: string };
    if (sessionToken !== req.get('x-amz-security-token')) {
      throw invalidToken();
    }
    return key;
  } catch (error) {
    if (error instanceof SignatureError) {
      const codes: Record<string, string> = {
        UnrecognizedClient: 'UnrecognizedClientException',
        InvalidSignature: 'SignatureDoesNotMatch',
      };
      throw new AwsError(403, codes[error.code] ?? error.code, error.message);
    }
    throw error;
  }
}

function invalidToken(): AwsError {
  return new AwsError(
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
}

function refuseCredential(req: Request, res: Response): void {
  (protocolOf(req) ?? protocols.events).sendError(res, invalidToken());
}

import express, {
  Router,
  type Express,
  type RequestHandler,
  type Response,
} from 'express';
import { apiEnd, apiFrame, faultInjection } from './api';
import type { Actor } from './auth';
import type { GithubContext } from './context';
import { controlRoutes } from './control';
import { oauthRoutes } from './oauth';
import { appRoutes } from './routes/apps';
import { artifactRoutes } from './routes/artifacts';
import { branchRoutes } from './routes/branches';
import { checkRoutes } from './routes/checks';
import { commitRoutes } from './routes/commits';
import { concurrencyRoutes } from './routes/concurrency';
import { contentRoutes } from './routes/contents';
import { deploymentHistoryRoutes } from './routes/deploymentHistory';
import { deploymentRoutes } from './routes/deployments';
import { environmentRoutes } from './routes/environments';
import { graphqlRoutes } from './routes/graphql';
import { pageRoutes } from './routes/pages';
import { repositoryRoutes } from './routes/repositories';
import { runControlRoutes } from './routes/runControl';
import { runRoutes } from './routes/runs';
import { userRoutes } from './routes/users';
import { workflowRoutes } from './routes/workflows';
import type { GithubSimulator } from './simulator';
import type { WebhookEvents } from './webhookEvents';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  method: string;
  /** Path without query. */
  path: string;
  status: number;
  apiVersion: string;
  contentType: string | undefined;
  body: string;
  /** Whether a switched-on fault made the answer. */
  faulty: boolean;
}

/** The HTTP side of a simulated GitHub. */
export function createApp(
  context: GithubContext,
  simulator: GithubSimulator,
  events: WebhookEvents,
  onExchange?: (exchange: Exchange) => void,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use('/_simulator', controlRoutes(simulator));
  app.use(observe(context, onExchange), faultInjection(context));
  app.use('/_downloads', context.downloads.router());
  app.use(
    '/api/v3',
    apiFrame(context),
    apiRoutes(context, events),
    ...apiEnd(),
  );
  app.use(
    '/api/graphql',
    apiFrame(context),
    graphqlRoutes(context),
    ...apiEnd(),
  );
  app.use(oauthRoutes(context));
  app.use(pageRoutes(context));
  return app;
}

function apiRoutes(context: GithubContext, events: WebhookEvents): Router {
  const router = Router();
  router.use(
    userRoutes(context),
    repositoryRoutes(context),
    branchRoutes(context),
    contentRoutes(context),
    commitRoutes(context),
    workflowRoutes(context, events),
    runRoutes(context),
    runControlRoutes(context),
    artifactRoutes(context),
    checkRoutes(context),
    environmentRoutes(context),
    deploymentRoutes(context),
    deploymentHistoryRoutes(context),
    concurrencyRoutes(context),
    appRoutes(context),
  );
  return router;
}

/** Records every request and shows the exchange to whoever checks it. */
function observe(
  { record }: GithubContext,
  onExchange?: (exchange: Exchange) => void,
): RequestHandler {
  return (req, res, next) => {
    let recorded = false;
    const note = () => {
      if (!recorded) {
        recorded = true;
        const status = res.writableEnded ? res.statusCode : 0;
        record.addRequest({
          method: req.method,
          path: req.originalUrl,
          login: loginOf(res),
          status,
        });
      }
    };
    res.once('finish', note);
    res.once('close', note);
    const end = res.end.bind(res);
    res.end = ((chunk?: string | Buffer, ...rest: unknown[]) => {
      onExchange?.({
        method: req.method,
        path: req.originalUrl.split('?')[0],
        status: res.statusCode,
        apiVersion: res.locals.apiVersion,
        contentType: res.get('Content-Type'),
        body: chunk === undefined ? '' : String(chunk),
        faulty: res.locals.faulty === true,
      });
      return (end as Function)(chunk, ...rest);
    }) as Response['end'];
    next();
  };
}

function loginOf(res: Response): string | undefined {
  const actor = res.locals.actor as Actor | undefined;
  if (!actor || actor.kind === 'anonymous') {
    return undefined;
  }
  return actor.kind === 'app' ? actor.app.bot.login : actor.account.login;
}

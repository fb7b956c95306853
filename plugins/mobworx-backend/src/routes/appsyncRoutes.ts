import {
  AppsyncAccess,
  AppsyncResponse,
  AppsyncSchema,
  environmentPathSchema,
  graphqlQueryRequestSchema,
  mobworxGraphqlQueryPermission,
  noQuerySchema,
  QUERY_LIMITS,
  schemaDriftQuerySchema,
} from '@internal/plugin-mobworx-common';
import { parseRequest, refuseUnreadableBody } from '@internal/upstream-node';
import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  type Router,
} from 'express';
import { audited } from '../audited';
import { guardQuery, tooLarge } from '../appsync/queryGuard';
import { describeQuery } from '../appsync/describeQuery';
import { problem } from '../problems';
import type { RouteServices } from './services';

const refuseLargeQuery: ErrorRequestHandler = (error, req, res, next) =>
  error.type === 'entity.too.large'
    ? next(tooLarge())
    : refuseUnreadableBody(error, req, res, next);

const readQuery = [
  express.json({ limit: QUERY_LIMITS.maxBytes }),
  refuseLargeQuery,
];

/** The schema of AppSync, how it differs between environments, and the query console. */
export function addAppsyncRoutes(
  router: Router,
  services: RouteServices,
): void {
  const { auditor, authorization, environments, snapshots } = services;

  router.get('/environments/:environment/appsync', async (req, res) => {
    const { environment } = parseRequest(environmentPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    environments.with(environment, 'appsync');
    const of = { environment, service: 'appsync' } as const;
    const [access, schema] = await Promise.all([
      snapshots.read<AppsyncAccess>({ ...of, subject: 'access' }),
      snapshots.read<AppsyncSchema>({ ...of, subject: 'schema' }),
    ]);
    const answer: AppsyncResponse = { access, schema };
    res.json(answer);
  });

  router.get('/appsync/schema-drift', async (req, res) => {
    const { from, to } = parseRequest(schemaDriftQuerySchema, req.query);
    await authorization.require(req);
    res.json(await services.schemaDrift.between(from, to));
  });

  router.post(
    '/environments/:environment/appsync/query',
    readQuery,
    async (req: Request, res: Response) => {
      const { environment } = parseRequest(environmentPathSchema, req.params);
      const request = parseRequest(graphqlQueryRequestSchema, req.body);
      const deed = {
        eventId: 'graphql-query',
        request: req,
        meta: { environment, variables: Object.keys(request.variables ?? {}) },
      };
      const answer = await audited(auditor, deed, async tell => {
        await authorization.require(req, mobworxGraphqlQueryPermission);
        const { title, queryConsole } = environments.with(
          environment,
          'appsync',
        );
        if (!queryConsole) {
          throw problem(
            'forbidden',
            'query_console_off',
            `The query console is off in ${title}.`,
            `The platform team can switch it on: mobworx.environments, ${environment}, queryConsole.`,
          );
        }
        tell(describeQuery(guardQuery(request)));
        return services.clientsOf(environment).appsync!.query(request);
      });
      res.json(answer);
    },
  );
}

import { Router } from 'express';
import { buildSchema, graphql } from 'graphql';
import { accountOf, actorOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError } from '../errors';
import {
  organizationResolver,
  organizationSchema,
} from './graphqlOrganization';
import {
  NotFound,
  repositoryResolver,
  repositorySchema,
} from './graphqlRepository';

/**
 * A part of GitHub's public GraphQL schema. The engine is graphql-js, so a query that GitHub's schema
 * would refuse is refused here too.
 */
const schema = buildSchema(/* GraphQL */ `
  ${organizationSchema}
  ${repositorySchema}
  type Query {
    viewer: User!
  }
  type User {
    login: String!
  }
`);

/** `POST /graphql`: who asks, people and teams of an organization, and a repository. */
export function graphqlRoutes(context: GithubContext): Router {
  const router = Router();

  router.post(
    '/',
    handle(async (req, res) => {
      // GraphQL takes no anonymous calls (docs.github.com/graphql/guides/forming-calls-with-graphql).
      if (actorOf(res).kind === 'anonymous') {
        throw new GithubError(
          401,
          'This endpoint requires you to be authenticated.',
        );
      }
      const { query, variables } = (req.body ?? {}) as {
        query?: unknown;
        variables?: Record<string, unknown>;
      };
      if (typeof query !== 'string') {
        throw new GithubError(
          400,
          'A query attribute must be specified and must be a string.',
        );
      }
      const { data, errors } = await graphql({
        schema,
        source: query,
        variableValues: variables,
        // An installation's viewer is the bot of its App, as with GITHUB_TOKEN.
        rootValue: {
          repository: repositoryResolver(context, res),
          organization: organizationResolver(context, res),
          viewer: () => ({ login: accountOf(res).login }),
        },
      });
      res.json({
        ...(data !== undefined && { data }),
        ...(errors && {
          errors: errors.map(error => ({
            ...(error.originalError instanceof NotFound && {
              type: 'NOT_FOUND',
            }),
            path: error.path,
            locations: error.locations,
            message: error.message,
          })),
        }),
      });
    }),
  );

  return router;
}

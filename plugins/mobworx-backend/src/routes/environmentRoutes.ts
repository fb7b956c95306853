import {
  EnvironmentsResponse,
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStudioSessionCreatePermission,
  noQuerySchema,
} from '@internal/plugin-mobworx-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

/** What is configured, and what the caller may do there. */
export function addEnvironmentRoutes(
  router: Router,
  { authorization, environments }: RouteServices,
): void {
  router.get('/environments', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const credentials = await authorization.require(req);
    const [mayQuery, mayReadParticipants, mayStart] = await Promise.all(
      [
        mobworxGraphqlQueryPermission,
        mobworxParticipantsReadPermission,
        mobworxStudioSessionCreatePermission,
      ].map(permission => authorization.allows(credentials, permission)),
    );
    const answer: EnvironmentsResponse = {
      environments: environments.all().map(environment => ({
        id: environment.id,
        title: environment.title,
        tier: environment.tier,
        services: environment.configured,
        may: {
          queryGraphql: mayQuery && environment.queryConsole,
          startStudioSession:
            mayStart && environment.writes.includes('studio.session.create'),
        },
      })),
      mayReadParticipants,
    };
    res.json(answer);
  });
}

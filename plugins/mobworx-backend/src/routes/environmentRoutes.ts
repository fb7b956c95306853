import {
  EnvironmentActions,
  EnvironmentsResponse,
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStudioSessionCreatePermission,
  noQuerySchema,
  Withheld,
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
    const [mayQuery, mayReadParticipants, mayStart] =
      await authorization.allows(credentials, [
        mobworxGraphqlQueryPermission,
        mobworxParticipantsReadPermission,
        mobworxStudioSessionCreatePermission,
      ]);
    const answer: EnvironmentsResponse = {
      environments: environments.all().map(environment => ({
        id: environment.id,
        title: environment.title,
        tier: environment.tier,
        services: environment.configured,
        may: actionsOf({
          queryGraphql: [environment.queryConsole, mayQuery],
          startStudioSession: [
            environment.writes.includes('studio.session.create'),
            mayStart,
          ],
        }),
      })),
      mayReadParticipants,
    };
    res.json(answer);
  });
}

/** What is both switched on and permitted, and why the rest isn't offered. */
function actionsOf(
  conditions: Record<
    'queryGraphql' | 'startStudioSession',
    [isOn: boolean, isPermitted: boolean]
  >,
): EnvironmentActions {
  const why = ([isOn, isPermitted]: [boolean, boolean]): Withheld =>
    isOn && !isPermitted ? 'not-permitted' : 'switched-off';
  const { queryGraphql, startStudioSession } = conditions;
  const mayQuery = queryGraphql.every(Boolean);
  const mayStart = startStudioSession.every(Boolean);
  return {
    queryGraphql: mayQuery,
    startStudioSession: mayStart,
    withheld: {
      ...(!mayQuery && { queryGraphql: why(queryGraphql) }),
      ...(!mayStart && { startStudioSession: why(startStudioSession) }),
    },
  };
}

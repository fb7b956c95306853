import {
  environmentPathSchema,
  mobworxStudioSessionCreatePermission,
  noQuerySchema,
  startSessionRequestSchema,
  StartSessionResponse,
  StudioResponse,
} from '@internal/plugin-mobworx-common';
import { parseRequest, refuseUnreadableBody } from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import { audited } from '../audited';
import { callerOf } from '../authorization';
import { problem } from '../problems';
import { withoutStreamKey } from '../studio/streamKeys';
import type { RouteServices } from './services';

const readSession = [express.json({ limit: '16kb' }), refuseUnreadableBody];

/** What Studio does, and the one thing that the portal may ask of it. */
export function addStudioRoutes(router: Router, services: RouteServices): void {
  const { auditor, authorization, environments, snapshots } = services;

  router.get('/environments/:environment/studio', async (req, res) => {
    const { environment } = parseRequest(environmentPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    environments.with(environment, 'studio');
    const key = {
      environment,
      service: 'studio',
      subject: 'sessions',
    } as const;
    const answer: StudioResponse = { sessions: await snapshots.read(key) };
    res.json(answer);
  });

  router.post(
    '/environments/:environment/studio/sessions',
    readSession,
    async (req: Request, res: Response) => {
      const { environment } = parseRequest(environmentPathSchema, req.params);
      const request = parseRequest(startSessionRequestSchema, req.body);
      const { roomId, layout } = request;
      const deed = {
        eventId: 'studio-session-start',
        request: req,
        meta: {
          environment,
          roomId,
          layout,
          destinations: request.destinations.map(withoutStreamKey),
        },
      };
      const session = await audited(auditor, deed, async tell => {
        const credentials = await authorization.require(
          req,
          mobworxStudioSessionCreatePermission,
        );
        const { title, writes } = environments.with(environment, 'studio');
        if (!writes.includes('studio.session.create')) {
          throw problem(
            'forbidden',
            'writes_off',
            `The portal starts no studio sessions in ${title}.`,
            `The platform team can allow it: mobworx.environments, ${environment}, writes.`,
          );
        }
        if (request.confirmEnvironment !== environment) {
          throw problem(
            'invalid',
            'environment_not_confirmed',
            `The session was meant for ${environment}, and that is not what was confirmed.`,
            'Open the form anew and see which environment it names.',
          );
        }
        const started = await services.sessionStarter.start(
          callerOf(credentials),
          environment,
          request,
          services.clientsOf(environment).studio!,
        );
        tell({ sessionId: started.id });
        return started;
      });
      const answer: StartSessionResponse = { session };
      res.status(201).json(answer);
    },
  );
}

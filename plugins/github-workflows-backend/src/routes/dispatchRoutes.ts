import {
  dispatchRequestSchema,
  GITHUB_TOKEN_HEADER,
  myDispatchesQuerySchema,
  myDispatchPathSchema,
  noQuerySchema,
  workflowPathSchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { problem } from '../problems';
import { userTokenOf } from '../userToken';
import { ENTITY, RouteServices } from './services';

/** Running a workflow, and what the caller has run. */
export function addDispatchRoutes(
  router: Router,
  { dispatchAs, httpAuth, store }: RouteServices,
): void {
  router.post(`${ENTITY}/workflows/:file/dispatches`, async (req, res) => {
    const { file, ...entity } = parseRequest(workflowPathSchema, req.params);
    const request = parseRequest(dispatchRequestSchema, req.body);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const userToken = userTokenOf(req, GITHUB_TOKEN_HEADER);
    const dispatch = await dispatchAs(
      { credentials, request: req },
      { entity, file, request, userToken },
    );
    res.status(201).json({ dispatch });
  });

  router.get('/dispatches/mine', async (req, res) => {
    const query = parseRequest(myDispatchesQuerySchema, req.query);
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const mine = await store.ofUser(principal.userEntityRef, query);
    res.json({ ...mine, items: mine.items.map(({ dispatch }) => dispatch) });
  });

  router.get('/dispatches/mine/:idempotencyKey', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { idempotencyKey } = parseRequest(myDispatchPathSchema, req.params);
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const userRef = principal.userEntityRef;
    const mine = await store.byKey({ userRef, idempotencyKey });
    if (!mine) {
      throw problem(
        'absent',
        'dispatch_not_found',
        'The portal has not got this request, so it has started nothing.',
        'Send the form again.',
      );
    }
    res.json({ dispatch: mine.dispatch });
  });
}

import {
  GITHUB_TOKEN_HEADER,
  githubWorkflowsManagePermission,
  workflowPathSchema,
  workflowSwitchRequestSchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { userTokenOf } from '../userToken';
import { ENTITY, RouteServices } from './services';

/** Enabling and disabling a workflow; each, also when refused, is written down in the audit. */
export function addWorkflowSwitchRoutes(
  router: Router,
  { auditedActions, httpAuth, workflowSwitch }: RouteServices,
): void {
  for (const action of ['enable', 'disable'] as const) {
    router.post(`${ENTITY}/workflows/:file/${action}`, async (req, res) => {
      parseRequest(workflowSwitchRequestSchema, req.body ?? {});
      const { file, ...entity } = parseRequest(workflowPathSchema, req.params);
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const userToken = userTokenOf(req, GITHUB_TOKEN_HEADER);
      const enabled = action === 'enable';
      await auditedActions.perform(
        { credentials, request: req },
        {
          action,
          permission: githubWorkflowsManagePermission,
          entity,
          detail: { file },
          perform: ({ repository }) =>
            workflowSwitch.set({ repository, file, enabled, userToken }),
        },
      );
      res.json({ file, enabled });
    });
  }
}

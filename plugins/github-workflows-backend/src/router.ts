import express from 'express';
import Router from 'express-promise-router';
import { RecentSubjects, refuseUnreadableBody } from '@internal/upstream-node';
import type { Subject } from './authorization';
import { addAuditRoutes } from './routes/auditRoutes';
import { addDeploymentRoutes } from './routes/deploymentRoutes';
import { addDispatchRoutes } from './routes/dispatchRoutes';
import { addOverviewRoutes } from './routes/overviewRoutes';
import { addFormHelpRoutes } from './routes/formHelpRoutes';
import { addRepositoryRoutes } from './routes/repositoryRoutes';
import { addRunActionRoutes } from './routes/runActionRoutes';
import { addRunResultRoutes } from './routes/runResultRoutes';
import { addRunRoutes } from './routes/runRoutes';
import { addWorkflowSwitchRoutes } from './routes/workflowSwitchRoutes';
import { RouterOptions, SubjectOf } from './routes/services';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-github-workflows-common`.
 */
export function createRouter(options: RouterOptions): express.Router {
  const { authorization, httpAuth } = options;
  const recent = new RecentSubjects<Subject>();
  const subjectOf: SubjectOf = async (req, entity, permission, detail) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const decide = () =>
      authorization.subject(entity, credentials, permission, detail);
    const isPlainRead = req.method === 'GET' && !permission && !detail;
    const subject = await (isPlainRead
      ? recent.read(req.header('authorization'), entity, decide)
      : decide());
    return { ...subject, credentials };
  };

  const router = Router();
  // GitHub takes 65,535 characters of inputs; as JSON text each may be several bytes.
  router.use(express.json({ limit: '512kb' }), refuseUnreadableBody);
  const services = { ...options, subjectOf };
  addRepositoryRoutes(router, services);
  addFormHelpRoutes(router, services);
  addRunRoutes(router, services);
  addWorkflowSwitchRoutes(router, services);
  addRunResultRoutes(router, services);
  addRunActionRoutes(router, services);
  addDispatchRoutes(router, services);
  addAuditRoutes(router, services);
  addDeploymentRoutes(router, services);
  addOverviewRoutes(router, services);
  return router;
}

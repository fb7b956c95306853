import {
  entityPathSchema,
  noQuerySchema,
  refQuerySchema,
  refsQuerySchema,
  workflowPathSchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { ageOf } from '../services/WorkflowService';
import { workflowViewOf } from '../workflowView';
import { ENTITY, RouteServices } from './services';

/** What an entity's repository has: settings, refs, workflows at a ref, the form of one. */
export function addRepositoryRoutes(
  router: Router,
  {
    authorization,
    identities,
    repositories,
    subjectOf,
    workflows,
  }: RouteServices,
): void {
  router.get(`${ENTITY}/repository`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const subject = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const [settings, viewer, mayManage] = await Promise.all([
      repositories.settings(subject.repository),
      authorization.runRight(subject, subject.credentials),
      authorization.mayManage(subject, subject.credentials),
    ]);
    const { host, owner, repo } = subject.repository;
    res.json({
      host,
      owner,
      repo,
      tokenUrl: `https://${host}/${owner}/${repo}`,
      ...settings.value,
      viewer,
      mayManage,
      ...ageOf(settings),
    });
  });

  router.get(`${ENTITY}/refs`, async (req, res) => {
    const { q, type } = parseRequest(refsQuerySchema, req.query);
    const { repository } = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const refs = await repositories.refs(repository, type, q);
    res.json({ ...refs.value, ...ageOf(refs) });
  });

  router.get(`${ENTITY}/workflows`, async (req, res) => {
    const { ref, refType } = parseRequest(refQuerySchema, req.query);
    const { entity, repository } = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const view = workflowViewOf(entity);
    res.json(await workflows.list(repository, refType, ref, view));
  });

  router.get(`${ENTITY}/workflows/:file/form`, async (req, res) => {
    const { ref, refType } = parseRequest(refQuerySchema, req.query);
    const { file, ...entity } = parseRequest(workflowPathSchema, req.params);
    const subject = await subjectOf(req, entity);
    const form = await workflows.form(subject.repository, file, refType, ref);
    const viewer = await authorization.formViewer(
      subject,
      subject.credentials,
      { file, ref },
      form.inputs.flatMap(({ type, options }) =>
        type === 'environment' ? (options ?? []) : [],
      ),
    );
    const identity = identities.of({ ...subject, file });
    res.json({ ...form, identity, viewer });
  });
}

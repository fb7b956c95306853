import {
  artifactPathSchema,
  githubWorkflowsLogsReadPermission,
  noQuerySchema,
  runPathSchema,
  runQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { artifactNotFound } from '../github/ArtifactReader';
import { problem } from '../problems';
import { repositoryKey } from '../repository';
import { sendArtifact } from '../services/sendArtifact';
import { ageOf } from '../services/WorkflowService';
import { ENTITY, RouteServices } from './services';

/** What runs leave behind: what their jobs have to say, and what they have kept. */
export function addRunResultRoutes(
  router: Router,
  {
    annotations,
    artifacts,
    auditor,
    maxArtifactBytes,
    subjectOf,
  }: RouteServices,
): void {
  router.get(`${ENTITY}/runs/:runId/annotations`, async (req, res) => {
    const { attempt } = parseRequest(runQuerySchema, req.query);
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const { repository } = await subjectOf(req, entity);
    const found = await annotations.list(repository, runId, attempt);
    res.json({ ...found.value, ...ageOf(found) });
  });

  router.get(`${ENTITY}/runs/:runId/artifacts`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const { repository } = await subjectOf(req, entity);
    const found = await artifacts.list(repository, runId);
    res.json({ ...found.value, ...ageOf(found) });
  });

  // What a run has kept may hold as much as what it has written: the permission is that of logs.
  router.get(
    `${ENTITY}/runs/:runId/artifacts/:artifactId/zip`,
    async (req, res) => {
      parseRequest(noQuerySchema, req.query);
      const path = parseRequest(artifactPathSchema, req.params);
      const { runId, artifactId, ...entity } = path;
      const audit = await auditor.createEvent({
        eventId: 'download-artifact',
        request: req,
        meta: path,
      });
      try {
        const { repository } = await subjectOf(
          req,
          entity,
          githubWorkflowsLogsReadPermission,
        );
        const { items } = (await artifacts.list(repository, runId)).value;
        const artifact = items.find(({ id }) => id === artifactId);
        if (!artifact) {
          throw artifactNotFound(artifactId);
        }
        if (artifact.sizeBytes > maxArtifactBytes) {
          throw problem(
            'conflict',
            'artifact_too_large',
            `The artifact ${artifact.name} has ${artifact.sizeBytes} bytes; the portal hands out at most ${maxArtifactBytes}.`,
            'Download it on the page of the run on GitHub.',
          );
        }
        const controller = new AbortController();
        res.once('close', () => controller.abort());
        const zip = await artifacts.open(
          repository,
          artifact,
          controller.signal,
        );
        await sendArtifact(zip, artifact, res, maxArtifactBytes);
        await audit.success({
          meta: { repository: repositoryKey(repository), name: artifact.name },
        });
      } catch (error) {
        await audit.fail({ error: error as Error });
        throw error;
      }
    },
  );
}

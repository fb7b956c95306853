import {
  environmentPathSchema,
  Flyway,
  InfrastructureResponse,
  noQuerySchema,
} from '@internal/plugin-mobworx-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { migrationGapsOf } from '../infrastructure/migrationGaps';
import type { RouteServices } from './services';

/** What was seen of the infrastructure of an environment. */
export function addInfrastructureRoutes(
  router: Router,
  { authorization, environments, snapshots }: RouteServices,
): void {
  router.get('/environments/:environment/infrastructure', async (req, res) => {
    const { environment } = parseRequest(environmentPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    const { id } = environments.with(environment, 'infrastructure');
    const seen = await snapshots.readAll(id, 'infrastructure');
    const others = environments
      .all()
      .filter(
        other => other.id !== id && other.services.infrastructure?.flyway,
      );
    const part = (subject: string) => seen.get(subject) ?? {};
    const answer = {
      bus: part('bus'),
      aurora: part('aurora'),
      proxy: part('proxy'),
      flyway: part('flyway'),
      stacks: part('stacks'),
      migrationGaps: migrationGapsOf(
        seen.get('flyway')?.value as Flyway | undefined,
        await Promise.all(
          others.map(async other => {
            const { value: flyway } = await snapshots.read<Flyway>({
              environment: other.id,
              service: 'infrastructure',
              subject: 'flyway',
            });
            return { environment: other.id, flyway };
          }),
        ),
      ),
    };
    // What is stored was parsed when it was seen.
    res.json(answer as InfrastructureResponse);
  });
}

import { z } from 'zod';
import { entityRef, service, subject, webUrl } from './fields';
import { freshness, momentSchema } from './freshness';

/**
 * - `matched`: declared in the catalog and seen by Datadog
 * - `missing`: declared, but no call was seen
 * - `extra`: calls were seen, but it isn't declared
 * - `unobservable`: declared, but it names no service in Datadog (a bucket, a library)
 */
export const dependencyFindingSchema = z.enum([
  'matched',
  'missing',
  'extra',
  'unobservable',
]);

export const dependencySchema = z.strictObject({
  finding: dependencyFindingSchema,
  /** The entity; absent where the catalog has none that the reader can see. */
  entityRef: entityRef.optional(),
  /** Its title or name in the catalog. */
  title: z.string().max(200).optional(),
  /** Its name in Datadog. */
  service: service.optional(),
  /** How the catalog declares it; absent for what is `extra`. */
  declaredBy: z.enum(['dependsOn', 'consumesApi']).optional(),
  /** Its page in Datadog. */
  url: webUrl.optional(),
});

/** `GET …/dependencies?environment=`: the catalog's `dependsOn` beside what Datadog saw. */
export const dependenciesResponseSchema = z.strictObject({
  ...subject,
  service,
  /** What it calls: first what differs. */
  dependencies: z.array(dependencySchema).max(200),
  /** Who calls it, as Datadog saw. */
  calledBy: z
    .array(
      z.strictObject({
        service,
        entityRef: entityRef.optional(),
        title: z.string().max(200).optional(),
      }),
    )
    .max(200),
  /** Whether Datadog knows the service in this environment at all. */
  serviceSeen: z.boolean(),
  /** The window in which calls count. */
  from: momentSchema,
  to: momentSchema,
  url: webUrl,
  ...freshness,
});

export type DependencyFinding = z.infer<typeof dependencyFindingSchema>;
export type Dependency = z.infer<typeof dependencySchema>;
export type DependenciesResponse = z.infer<typeof dependenciesResponseSchema>;

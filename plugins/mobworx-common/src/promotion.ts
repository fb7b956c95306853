import { z } from 'zod';
import { problemSchema } from './freshness';
import { environmentIdSchema, serviceIdSchema } from './services';
import { deploymentProblemSchema, deploymentSchema } from './status';

/**
 * `GET /deployments?service=`: what runs where, and how one would bring it on. The portal itself
 * deploys nothing: the promotion opens the form of a workflow, filled in.
 */
export const deploymentsQuerySchema = z.strictObject({
  service: serviceIdSchema,
});

export const deploymentsResponseSchema = z.strictObject({
  service: serviceIdSchema,
  /** The component whose repository deploys it; absent when the catalog has none. */
  entityRef: z.string().max(255).optional(),
  environments: z.array(
    z.strictObject({
      environment: environmentIdSchema,
      deployment: deploymentSchema.optional(),
      deploymentProblem: deploymentProblemSchema.optional(),
    }),
  ),
  /** Why nobody knows how it would be promoted; absent when that is known. */
  promotionProblem: problemSchema.optional(),
  /** Absent when there is nothing to promote or no workflow that does. */
  promotion: z
    .strictObject({
      from: environmentIdSchema,
      to: environmentIdSchema,
      /** Name of the workflow's file, such as `deploy.yml`. */
      workflow: z.string().max(255),
      /** Branch or tag to run it on. */
      ref: z.string().max(255),
      refType: z.enum(['branch', 'tag']),
      /**
       * Whether the ref is exactly what runs in `from`. Where no ref is, it is the branch that
       * deploys there, which has moved on and so brings more.
       */
      exact: z.boolean(),
      inputs: z.record(z.string(), z.string()),
    })
    .optional(),
});

export type DeploymentsResponse = z.infer<typeof deploymentsResponseSchema>;

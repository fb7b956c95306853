import { z } from 'zod';
import { freshness } from './freshness';
import { runPathSchema } from './schemas';

/** Path of the routes of one artifact. */
export const artifactPathSchema = runPathSchema.extend({
  artifactId: runPathSchema.shape.runId,
});

/** Something that a run has kept; its content is a zip. */
export const artifactSchema = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  sizeBytes: z.number().int(),
  /** Then its content is gone. */
  expired: z.boolean(),
  createdAt: z.string().optional().describe('ISO 8601, UTC'),
  expiresAt: z.string().optional().describe('ISO 8601, UTC'),
  /** Of the zip, such as `sha256:…`; older artifacts have none. */
  digest: z.string().optional(),
});

/** `GET …/runs/:runId/artifacts`: of all attempts; `more` when GitHub has others. */
export const artifactsResponseSchema = z.strictObject({
  items: z.array(artifactSchema).max(500),
  more: z.boolean(),
  ...freshness,
});

export const checkAnnotationLevelSchema = z.enum([
  'failure',
  'warning',
  'notice',
]);

/** What a job has to say about a line of a file, or about itself. */
export const checkAnnotationSchema = z.strictObject({
  jobId: z.number().int(),
  jobName: z.string(),
  level: checkAnnotationLevelSchema,
  /** Absent when it is about the job as a whole. */
  file: z.string().optional(),
  /** From 1; only with `file`. */
  line: z.number().int().optional(),
  title: z.string().optional(),
  message: z.string(),
  /** The line on GitHub, or the job. */
  htmlUrl: z.string().optional(),
});

/**
 * `GET …/runs/:runId/annotations?attempt=`: failures first; `more` when some jobs had to be left
 * out.
 */
export const checkAnnotationsResponseSchema = z.strictObject({
  items: z.array(checkAnnotationSchema),
  more: z.boolean(),
  ...freshness,
});

export type Artifact = z.infer<typeof artifactSchema>;
export type ArtifactsResponse = z.infer<typeof artifactsResponseSchema>;
export type CheckAnnotation = z.infer<typeof checkAnnotationSchema>;
export type CheckAnnotationLevel = z.infer<typeof checkAnnotationLevelSchema>;
export type CheckAnnotationsResponse = z.infer<
  typeof checkAnnotationsResponseSchema
>;

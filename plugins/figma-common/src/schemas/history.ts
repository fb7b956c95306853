import { z } from 'zod';
import { freshness, momentSchema } from '../freshness';
import { nodeIdSchema } from '../requests';
import { count, entityRef, figmaUrl, name } from './fields';
import { fileSchema } from './file';

export const MAX_THREADS = 100;

const remark = {
  author: name,
  at: momentSchema,
  /** Plain text; show it as text. */
  message: z.string().max(5000),
};

/** A thread of comments that nobody has resolved. */
export const threadSchema = z.strictObject({
  id: z.string().max(100),
  ...remark,
  replies: count,
  lastReply: z.strictObject(remark).optional(),
  /** The node that it is pinned to, with its name where known. */
  nodeId: nodeIdSchema.optional(),
  nodeName: name.optional(),
  url: figmaUrl,
});

/** `GET …/comments`: those with the latest remark first. */
export const commentsResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  threads: z.array(threadSchema).max(MAX_THREADS),
  /** How many are open in all. */
  total: count,
  ...freshness,
});

export const MAX_VERSIONS = 100;

export const versionSchema = z.strictObject({
  id: z.string().max(64),
  /** Absent for one that Figma saved by itself. */
  label: name.optional(),
  description: z.string().max(2000).optional(),
  at: momentSchema,
  by: name.optional(),
  url: figmaUrl,
});

/** `GET …/versions`: those with a label first, the latest first in each of the two groups. */
export const versionsResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  versions: z.array(versionSchema).max(MAX_VERSIONS),
  /** Whether the file has older ones than those listed. */
  more: z.boolean(),
  ...freshness,
});

export type Thread = z.infer<typeof threadSchema>;
export type CommentsResponse = z.infer<typeof commentsResponseSchema>;
export type Version = z.infer<typeof versionSchema>;
export type VersionsResponse = z.infer<typeof versionsResponseSchema>;

import { z } from 'zod';
import { NODE_ID } from './annotations';

/** Path of every entity-scoped route: entity refs only, never file keys. */
export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

export const noQuerySchema = z.strictObject({});

/** A node id as Figma's API writes it, such as `1:2`. */
export const nodeIdSchema = z
  .string()
  .max(300)
  .regex(NODE_ID, 'is not the id of a node, such as 1:2');

/** Name of the picture of a whole file, where a node id could stand. */
export const THUMBNAIL = 'thumbnail';

/** `GET /entities/:kind/:namespace/:name/images/:version/:image` */
export const imagePathSchema = entityPathSchema.extend({
  /** A version of the file, as Figma numbers them. */
  version: z
    .string()
    .max(64)
    .regex(/^[\w.:-]{1,64}$/, 'is not a version of a file'),
  /** A node id, or `thumbnail` for the whole file. */
  image: z.union([z.literal(THUMBNAIL), nodeIdSchema]),
});

/** `POST /entities/:kind/:namespace/:name/dev-resources` */
export const addDevResourceRequestSchema = z.strictObject({
  /** One of those that `GET` offers. */
  nodeId: nodeIdSchema,
});

/** `GET /files?of=`: the System whose parts, or the owner whose entities, are meant. */
export const filesQuerySchema = z.strictObject({
  /** Such as `system:default/studio`, `group:default/web`; without it, the whole catalog is. */
  of: z
    .string()
    .max(255)
    .regex(
      /^(?:system|domain|group|user):[\w.-]+\/[\w.-]+$/i,
      'is not the ref of a system or an owner, such as system:default/studio',
    )
    .transform(ref => ref.toLocaleLowerCase('en-US'))
    .optional(),
});

export type AddDevResourceRequest = z.infer<typeof addDevResourceRequestSchema>;
export type FilesQuery = z.input<typeof filesQuerySchema>;

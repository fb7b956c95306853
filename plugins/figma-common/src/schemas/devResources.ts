import { z } from 'zod';
import { MAX_NODE_IDS } from '../annotations';
import { freshness } from '../freshness';
import { nodeIdSchema } from '../requests';
import { entityRef, figmaUrl, name } from './fields';
import { fileSchema } from './file';
import { MAX_SECTIONS } from './parts';

export const MAX_DEV_RESOURCES = 200;

/** A link from a node to code. */
export const devResourceSchema = z.strictObject({
  id: z.string().max(200),
  name,
  /** Absent where what Figma has isn't an http(s) address: such a thing is never linked to. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  nodeId: nodeIdSchema,
  nodeName: name.optional(),
  /** The node in Figma. */
  nodeUrl: figmaUrl,
  /** Whether it leads to this entity. */
  isThisEntity: z.boolean(),
});

/** A node that may be linked to this entity: a frame of the gallery, or a section with a status. */
export const linkableNodeSchema = z.strictObject({
  nodeId: nodeIdSchema,
  name,
  /** Whether it has the link to this entity already. */
  linked: z.boolean(),
});

/** `GET …/dev-resources` */
export const devResourcesResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  resources: z.array(devResourceSchema).max(MAX_DEV_RESOURCES),
  more: z.boolean(),
  /** Whether the caller may add the link to this entity. */
  mayAdd: z.boolean(),
  /** The link that would be added: this entity's page in the portal. */
  entityUrl: z.url({ protocol: /^https?$/ }).max(2000),
  /** Nodes that `POST` takes. */
  linkable: z.array(linkableNodeSchema).max(MAX_NODE_IDS + MAX_SECTIONS),
  ...freshness,
});

/** `POST …/dev-resources` (201) */
export const addDevResourceResponseSchema = z.strictObject({
  resource: devResourceSchema,
});

export type DevResource = z.infer<typeof devResourceSchema>;
export type LinkableNode = z.infer<typeof linkableNodeSchema>;
export type DevResourcesResponse = z.infer<typeof devResourcesResponseSchema>;
export type AddDevResourceResponse = z.infer<
  typeof addDevResourceResponseSchema
>;

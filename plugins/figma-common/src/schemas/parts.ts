import { z } from 'zod';
import { MAX_NODE_IDS } from '../annotations';
import { freshness, momentSchema, problemSchema } from '../freshness';
import { nodeIdSchema } from '../requests';
import { entityRef, figmaUrl, name } from './fields';
import { fileSchema, imagePathInAnswerSchema } from './file';

/** `READY_FOR_DEV` and `COMPLETED` are Figma's own words. */
export const devStatusSchema = z.enum(['READY_FOR_DEV', 'COMPLETED']);

/** A frame of the gallery. */
export const frameSchema = z.strictObject({
  nodeId: nodeIdSchema,
  /** Its name, or its id where the file has no such node. */
  name,
  /** Figma's word, such as `FRAME`, `SECTION`, `COMPONENT`; absent where the node is missing. */
  type: z.string().max(50).optional(),
  /** Page of the file that it is on, where known. */
  page: name.optional(),
  devStatus: devStatusSchema.optional(),
  /** Size in Figma's points, to keep its place on the page while the picture comes. */
  width: z.number().min(0).optional(),
  height: z.number().min(0).optional(),
  image: imagePathInAnswerSchema.optional(),
  /** Why there is no picture: the node is gone, Figma couldn't draw it, or hasn't been asked yet. */
  problem: problemSchema.optional(),
  url: figmaUrl,
  devModeUrl: figmaUrl.optional(),
});

/** `GET …/frames` */
export const framesResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  /** Version of the file that the pictures are of. */
  version: z.string().max(64),
  /** Who chose them: the annotation with node ids, the node that the file's URL opens, or nobody. */
  chosenBy: z.enum(['annotation', 'file-url', 'nobody']),
  /** In the order of the annotation. */
  frames: z.array(frameSchema).max(MAX_NODE_IDS),
  ...freshness,
});

export const MAX_SECTIONS = 200;

/** A part of the file with a status for developers. */
export const sectionSchema = z.strictObject({
  nodeId: nodeIdSchema,
  name,
  type: z.string().max(50),
  page: name.optional(),
  status: devStatusSchema,
  /** What the designer wrote to it. */
  description: z.string().max(2000).optional(),
  /** Since when, and who set it; known where Figma's webhook told. */
  since: momentSchema.optional(),
  by: name.optional(),
  url: figmaUrl,
  devModeUrl: figmaUrl.optional(),
});

/** `GET …/sections`: those ready for development first, then the completed ones. */
export const sectionsResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  sections: z.array(sectionSchema).max(MAX_SECTIONS),
  /** Whether the file has more than are listed. */
  more: z.boolean(),
  ...freshness,
});

export type DevStatus = z.infer<typeof devStatusSchema>;
export type Frame = z.infer<typeof frameSchema>;
export type FramesResponse = z.infer<typeof framesResponseSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type SectionsResponse = z.infer<typeof sectionsResponseSchema>;

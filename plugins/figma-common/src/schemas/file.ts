import { z } from 'zod';
import { fileKinds } from '../annotations';
import { freshness, momentSchema, problemSchema } from '../freshness';
import { count, entityRef, figmaUrl, name } from './fields';

/**
 * Path of a picture below the plugin's address. Its bytes never change: the version is in the path.
 * It needs the caller's token as every route does, so it is fetched, not put into `src` as it is.
 */
export const imagePathInAnswerSchema = z
  .string()
  .max(1000)
  .regex(/^\/entities\/[^?#]+\/images\/[^?#/]+\/[^?#/]+$/);

/** The design file that stands behind an entity. */
export const fileSchema = z.strictObject({
  kind: z.enum(fileKinds),
  key: z.string().max(128),
  /** Of a branch: the key of the file that it is a branch of. */
  mainKey: z.string().max(128).optional(),
  name,
  /** What opens it: `figma`, `figjam`, `slides`, `buzz`, `sites`, `make`, or what comes after. */
  editorType: z.string().max(50),
  /** Folder that it lies in. */
  folderName: name.optional(),
  /** Its page in Figma. */
  url: figmaUrl,
  /** The same in Dev Mode; absent where a kind of file has none. */
  devModeUrl: figmaUrl.optional(),
  /** Names the file in signals on `FIGMA_CHANNEL`; says nothing else about it. */
  changeMark: z.string().regex(/^[0-9a-f]{16}$/),
});

/** One number, or why it isn't known. */
export const countSchema = z.union([
  z.strictObject({ count }),
  z.strictObject({ problem: problemSchema }),
]);

const lastChange = z.strictObject({
  at: momentSchema,
  /** Name in Figma of who made it. */
  by: name.optional(),
});

/** What a card shows of a file. */
const summaryFields = {
  file: fileSchema,
  lastChange,
  /** Absent when Figma has none; without it, `thumbnailProblem` may tell why. */
  thumbnail: imagePathInAnswerSchema.optional(),
  thumbnailProblem: problemSchema.optional(),
  /** Threads of comments that nobody has resolved. */
  openComments: countSchema,
  /** Sections, frames and components that are marked as ready for development. */
  readyForDev: countSchema,
  completed: countSchema,
};

/** `GET /entities/:kind/:namespace/:name/summary` */
export const summarySchema = z.strictObject({
  entityRef,
  ...summaryFields,
  ...freshness,
});

export const MAX_FILES = 200;

/** An entity that refers to a file. */
export const referringEntitySchema = z.strictObject({
  entityRef,
  title: name,
});

const entities = z.array(referringEntitySchema).min(1).max(200);

/** A file of the page: what its card would show, or why not; and who refers to it. */
export const fileItemSchema = z.union([
  z.strictObject({ entities, ...summaryFields, ...freshness }),
  z.strictObject({ entities, problem: problemSchema }),
]);

/** `GET /files?of=`: those that changed last first, those with a problem last. */
export const filesResponseSchema = z.strictObject({
  /** As it was asked for; absent for the whole catalog. */
  of: entityRef.optional(),
  items: z.array(fileItemSchema).max(MAX_FILES),
  /** Whether there are more than are listed. */
  more: z.boolean(),
});

export type File = z.infer<typeof fileSchema>;
export type Count = z.infer<typeof countSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type ReferringEntity = z.infer<typeof referringEntitySchema>;
export type FileItem = z.infer<typeof fileItemSchema>;
export type FilesResponse = z.infer<typeof filesResponseSchema>;

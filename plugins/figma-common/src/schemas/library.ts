import { z } from 'zod';
import { MAX_COMPONENTS } from '../annotations';
import { freshness, momentSchema } from '../freshness';
import { count, entityRef, figmaUrl, name } from './fields';
import { fileSchema } from './file';

export const MAX_LIBRARY_ITEMS = 200;

/** Something that the file publishes to the library of its team. */
export const libraryItemSchema = z.strictObject({
  key: z.string().max(128),
  name,
  kind: z.enum(['component', 'component_set', 'style']),
  /** Of a style: Figma's word, such as `FILL`, `TEXT`, `EFFECT`, `GRID`. */
  styleType: z.string().max(50).optional(),
  /** Empty where nobody wrote one. */
  description: z.string().max(5000),
  page: name.optional(),
  /** Frame or component set that it is in. */
  containedIn: name.optional(),
  publishedAt: momentSchema,
  updatedAt: momentSchema,
  by: name.optional(),
  url: figmaUrl,
  devModeUrl: figmaUrl.optional(),
});

/** `GET …/components`: the published components and styles, or those that the entity names. */
export const componentsResponseSchema = z.strictObject({
  entityRef,
  file: fileSchema,
  /** Whether the entity names some; if not, all are listed. */
  chosenBy: z.enum(['annotation', 'nobody']),
  /** Component sets, components, styles; by name. */
  items: z.array(libraryItemSchema).max(MAX_LIBRARY_ITEMS),
  /** How many the file publishes in all. */
  published: count,
  /** Names and keys of the annotation that the file publishes nothing for. */
  missing: z.array(z.string().max(200)).max(MAX_COMPONENTS),
  /** Whether more match than are listed. */
  more: z.boolean(),
  ...freshness,
});

export type LibraryItem = z.infer<typeof libraryItemSchema>;
export type ComponentsResponse = z.infer<typeof componentsResponseSchema>;

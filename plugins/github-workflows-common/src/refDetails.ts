import { z } from 'zod';
import { freshness } from './freshness';
import { refNameSchema, refTypeSchema } from './refs';

/** `GET …/refs/details`: of one ref, or of those that a search finds. */
export const refDetailsQuerySchema = z.strictObject({
  type: refTypeSchema.default('branch'),
  /** Part of the name, as in the search for refs. */
  q: z.string().max(255).default(''),
  /** One ref instead of a search. */
  ref: refNameSchema.optional(),
});

/** What is known of a ref beside its head; asked for after the list is there, since it costs more. */
export const refDetailSchema = z.strictObject({
  name: z.string(),
  /** Commits that the default branch lacks, and that the ref lacks; absent where they share no history. */
  comparison: z
    .strictObject({ ahead: z.number().int(), behind: z.number().int() })
    .optional(),
  /** Absent where GitHub doesn't tell. */
  isProtected: z.boolean().optional(),
});

export const refDetailsResponseSchema = z.strictObject({
  /** Name of the default branch, which the refs are compared with. */
  base: z.string(),
  items: z.array(refDetailSchema).max(50),
  ...freshness,
});

export type RefDetailsQuery = z.infer<typeof refDetailsQuerySchema>;
export type RefDetail = z.infer<typeof refDetailSchema>;
export type RefDetailsResponse = z.infer<typeof refDetailsResponseSchema>;

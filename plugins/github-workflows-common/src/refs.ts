import { z } from 'zod';

// What git itself refuses in a ref name (git-check-ref-format(1)).
const FORBIDDEN = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)/u;

/** Bytes that the name of a ref has at most. */
export const LONGEST_REF_NAME = 255;

/**
 * Whether git would take the name for a branch or a tag: at most 255 bytes, none of the
 * characters and sequences that git-check-ref-format(1) forbids.
 */
export function isRefName(name: string): boolean {
  return (
    name.length > 0 &&
    new TextEncoder().encode(name).length <= LONGEST_REF_NAME &&
    !FORBIDDEN.test(name) &&
    !/^[-/.]|[/.]$/.test(name) &&
    name !== '@'
  );
}

/** The name of a branch or a tag, without `refs/heads/` or `refs/tags/`. */
export const refNameSchema = z
  .string()
  .max(LONGEST_REF_NAME)
  .refine(isRefName, 'is not a name that git allows for a branch or a tag');

/** Branch or tag. */
export const refTypeSchema = z.enum(['branch', 'tag']);

/** A ref as the browser names it. */
export const refQuerySchema = z.strictObject({
  ref: refNameSchema,
  refType: refTypeSchema.default('branch'),
});

/** A ref that exists, with the commit it points at. */
export const gitRefSchema = z.strictObject({
  name: z.string(),
  type: refTypeSchema,
  sha: z.string(),
  isDefault: z.boolean(),
  isProtected: z.boolean(),
});

export type RefType = z.infer<typeof refTypeSchema>;
export type RefQuery = z.infer<typeof refQuerySchema>;
export type GitRef = z.infer<typeof gitRefSchema>;

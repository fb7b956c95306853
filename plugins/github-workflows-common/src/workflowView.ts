import { z } from 'zod';
import { workflowFileSchema } from './workflows';

/** Globs of workflow files, with commas between: the entity shows these alone. */
export const WORKFLOWS_INCLUDE_ANNOTATION =
  'github-workflows.mobworx.com/include';

/** Globs of workflow files, with commas between: the entity doesn't show these. */
export const WORKFLOWS_EXCLUDE_ANNOTATION =
  'github-workflows.mobworx.com/exclude';

/** Names of workflow files, with commas between: the card of the entity runs these. */
export const WORKFLOWS_PINNED_ANNOTATION =
  'github-workflows.mobworx.com/pinned';

/**
 * VeeCode's annotation: names of files with commas between, or a JSON list of names or of objects
 * with a `workflow`. Read where {@link WORKFLOWS_INCLUDE_ANNOTATION} is absent.
 */
export const VEECODE_WORKFLOWS_ANNOTATION = 'github.com/workflows';

/** Part of a repository's workflows that an entity shows: one component of a monorepo, say. */
export const workflowViewSchema = z.strictObject({
  /** Globs; empty for all. */
  include: z.array(z.string()),
  exclude: z.array(z.string()),
});

export type WorkflowView = z.infer<typeof workflowViewSchema>;

const MAX_GLOBS = 50;
// Base names alone, and none of the extended syntax: those patterns can take for ever.
const GLOB = /^[^,/\\{}()!\p{Cc}]{1,255}$/u;

function readGlobs(text: string): string[] | undefined {
  const globs = text.split(',').map(glob => glob.trim());
  return globs.length <= MAX_GLOBS && globs.every(glob => GLOB.test(glob))
    ? globs
    : undefined;
}

function readVeecode(text: string): string[] | undefined {
  if (!text.trim().startsWith('[')) {
    return readGlobs(text);
  }
  try {
    const names = z
      .array(
        z.union([
          z.string(),
          z.looseObject({ workflow: z.string() }).transform(o => o.workflow),
        ]),
      )
      .min(1)
      .parse(JSON.parse(text));
    return readGlobs(names.join(','));
  } catch {
    return undefined;
  }
}

/**
 * Reads from an entity's annotations which workflows it shows.
 *
 * @returns the view, `undefined` for all workflows, or the annotation that can't be read
 */
export function readWorkflowView(
  annotations: Record<string, string> = {},
): { view?: WorkflowView } | { malformed: string } {
  const from = (name: string, read: typeof readGlobs) =>
    annotations[name] === undefined ? [] : read(annotations[name]);
  const includeFrom =
    annotations[WORKFLOWS_INCLUDE_ANNOTATION] === undefined
      ? VEECODE_WORKFLOWS_ANNOTATION
      : WORKFLOWS_INCLUDE_ANNOTATION;
  const include = from(
    includeFrom,
    includeFrom === VEECODE_WORKFLOWS_ANNOTATION ? readVeecode : readGlobs,
  );
  const exclude = from(WORKFLOWS_EXCLUDE_ANNOTATION, readGlobs);
  if (!include) {
    return { malformed: includeFrom };
  }
  if (!exclude) {
    return { malformed: WORKFLOWS_EXCLUDE_ANNOTATION };
  }
  return include.length + exclude.length === 0
    ? {}
    : { view: { include, exclude } };
}

const MAX_PINNED = 10;

/** The workflow files that an entity has pinned; what isn't the name of such a file is left out. */
export function readPinnedWorkflows(
  annotations: Record<string, string> = {},
): string[] {
  const names = (annotations[WORKFLOWS_PINNED_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => workflowFileSchema.safeParse(name).success);
  return [...new Set(names)].slice(0, MAX_PINNED);
}

// What Figma's REST API answers, as far as the portal reads it, by its official description
// (@figma/rest-api-spec 0.43). Further fields are left alone, and words that nobody knows yet are
// taken as they are: Figma adds some without notice.
import { z } from 'zod';

/** A text of Figma's, no longer than the contract allows. */
const text = (max: number) =>
  z.string().transform(value => value.slice(0, max));

/** Figma writes moments in UTC, with and without milliseconds. */
const moment = z.string().transform((value, context) => {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) {
    context.addIssue({ code: 'custom', message: 'is not a date' });
    return z.NEVER;
  }
  return new Date(ms).toISOString();
});

const user = z
  .object({ handle: text(500).default('') })
  .transform(({ handle }) => handle)
  .nullish();

/** `GET /v1/files/:key/meta` */
export const metaAnswer = z.object({
  file: z.object({
    name: text(500),
    last_touched_at: moment,
    last_touched_by: user,
    creator: user,
    editorType: text(50),
    folder_name: text(500).nullish(),
    thumbnail_url: z.string().max(4000).nullish(),
    version: text(64).nullish(),
  }),
});

const box = z
  .object({ width: z.number(), height: z.number() })
  .nullish()
  .catch(undefined);

/** A node with what is below it. */
export interface RawNode {
  id: string;
  name: string;
  type: string;
  devStatus?: { type?: string; description?: string } | null;
  absoluteBoundingBox?: { width: number; height: number } | null;
  children?: RawNode[];
}

/** Depth of documents is bounded by what is asked for; this is against one that isn't. */
const MAX_DEPTH = 12;

const nodeFields = {
  id: text(300),
  name: text(500).default(''),
  type: text(50).default('UNKNOWN'),
  devStatus: z
    .object({
      type: text(50).optional(),
      description: text(2000).optional(),
    })
    .nullish()
    .catch(undefined),
  absoluteBoundingBox: box,
};

function nodeOf(depth: number): z.ZodType<RawNode> {
  return z.object({
    ...nodeFields,
    children:
      depth > 0
        ? z.array(nodeOf(depth - 1)).optional()
        : z.undefined().catch(undefined),
  }) as unknown as z.ZodType<RawNode>;
}

const node = nodeOf(MAX_DEPTH);

/** `GET /v1/files/:key` */
export const fileAnswer = z.object({ document: node });

/** `GET /v1/files/:key/nodes`; `null` for one that isn't there. */
export const nodesAnswer = z.object({
  nodes: z.record(z.string(), z.object({ document: node }).nullable()),
});

/** `GET /v1/images/:key`; `null` for one that Figma couldn't draw. */
export const imagesAnswer = z.object({
  err: z.string().nullish(),
  images: z.record(z.string(), z.string().max(4000).nullable()),
});

const pin = z
  .object({ node_id: z.string().optional() })
  .nullish()
  .catch(undefined);

/** `GET /v1/files/:key/comments` */
export const commentsAnswer = z.object({
  comments: z.array(
    z.object({
      id: text(100),
      parent_id: z.string().nullish(),
      user,
      created_at: moment,
      resolved_at: z.string().nullish(),
      message: text(5000).default(''),
      client_meta: pin,
    }),
  ),
});

/** `GET /v1/files/:key/versions` */
export const versionsAnswer = z.object({
  versions: z.array(
    z.object({
      id: text(64),
      created_at: moment,
      label: text(500).nullish(),
      description: text(2000).nullish(),
      user,
    }),
  ),
  pagination: z.object({ next_page: z.string().nullish() }).optional(),
});

const frameInfo = z
  .object({
    name: text(500).nullish(),
    pageName: text(500).nullish(),
    containingComponentSet: z.object({ name: text(500).nullish() }).nullish(),
  })
  .nullish()
  .catch(undefined);

const published = z.object({
  key: text(128),
  node_id: z.string().max(300),
  name: text(500),
  description: text(5000).default(''),
  created_at: moment,
  updated_at: moment,
  user,
  containing_frame: frameInfo,
  style_type: text(50).nullish(),
});

/** Of `GET /v1/files/:key/{components,component_sets,styles}`. */
export type Published = z.infer<typeof published>;

const publishedAnswer = <Name extends string>(name: Name) =>
  z.object({
    meta: z.object({ [name]: z.array(published) } as Record<
      Name,
      z.ZodArray<typeof published>
    >),
  });

export const componentsAnswer = publishedAnswer('components');
export const componentSetsAnswer = publishedAnswer('component_sets');
export const stylesAnswer = publishedAnswer('styles');

const devResource = z.object({
  id: text(200),
  name: text(500),
  url: z.string().max(4000),
  node_id: z.string().max(300),
});

/** `GET /v1/files/:key/dev_resources` */
export const devResourcesAnswer = z.object({
  dev_resources: z.array(devResource),
});

/** `POST /v1/dev_resources`: 200 whether or not it was added. */
export const devResourceAddedAnswer = z.object({
  links_created: z.array(devResource),
  errors: z.array(z.object({ error: z.string().default('') })).optional(),
});

/** An error in either of Figma's two forms. */
export const errorAnswer = z.object({
  err: z.string().optional(),
  message: z.string().optional(),
});

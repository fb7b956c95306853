import { z } from 'zod';

/** What the plugin takes from GitHub's answers about what runs leave behind (2022-11-28). */

const text = z.string().max(1_000);

export const artifactAnswer = z.object({
  id: z.number(),
  name: text,
  size_in_bytes: z.number(),
  expired: z.boolean(),
  created_at: text.nullish(),
  expires_at: text.nullish(),
  digest: text.nullish(),
});

export const artifactsAnswer = z.object({
  total_count: z.number(),
  artifacts: z.array(artifactAnswer).max(100),
});

export const checkRunsAnswer = z.object({
  total_count: z.number(),
  check_runs: z
    .array(
      z.object({
        id: z.number(),
        output: z.object({ annotations_count: z.number() }),
      }),
    )
    .max(100),
});

export const annotationsAnswer = z
  .array(
    z.object({
      path: z.string().max(4_096),
      blob_href: z.string().max(8_192).nullish(),
      start_line: z.number(),
      annotation_level: text.nullish(),
      title: z.string().max(4_096).nullish(),
      // GitHub's own limit is 64 kB; a page has no use for more than a part of that.
      message: z
        .string()
        .nullish()
        .transform(message => (message ?? '').slice(0, 4_096)),
    }),
  )
  .max(100);

export type ArtifactAnswer = z.infer<typeof artifactAnswer>;
export type AnnotationAnswer = z.infer<typeof annotationsAnswer>[number];

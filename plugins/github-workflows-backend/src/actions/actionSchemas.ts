import type { z as ZodV3 } from 'zod/v3';

type Zod = typeof ZodV3;

// The registry brings its own zod; what is asked for is checked against the contract once more.
const atRef = (z: Zod) => ({
  entityRef: z
    .string()
    .describe('Entity with a repository, such as component:default/webapp'),
  ref: z
    .string()
    .optional()
    .describe('Branch or tag; the default branch when left out'),
  refType: z.enum(['branch', 'tag']).optional(),
});

const progress = (z: Zod) => ({
  status: z.string(),
  conclusion: z.string().optional(),
});

/** What goes into and comes out of each action. */
export const actionSchemas = {
  listWorkflows: {
    input: (z: Zod) => z.object(atRef(z)).strict(),
    output: (z: Zod) =>
      z.object({
        ref: z.string(),
        workflows: z.array(
          z.object({
            file: z.string(),
            name: z.string(),
            state: z.string(),
            lastRun: z.object({ runId: z.number(), ...progress(z) }).optional(),
          }),
        ),
      }),
  },
  getForm: {
    input: (z: Zod) =>
      z
        .object({
          ...atRef(z),
          file: z.string().describe('Such as deploy.yml'),
        })
        .strict(),
    output: (z: Zod) =>
      z.object({
        file: z.string(),
        name: z.string(),
        state: z.string(),
        ref: z.string(),
        refType: z.string(),
        headSha: z.string(),
        blobSha: z.string().optional(),
        inputs: z.array(
          z.object({
            name: z.string(),
            type: z.string(),
            description: z.string().optional(),
            required: z.boolean(),
            default: z.string().optional(),
            options: z.array(z.string()).optional(),
          }),
        ),
        problems: z.array(
          z.object({ message: z.string(), line: z.number().optional() }),
        ),
        mayRun: z.boolean(),
        reason: z.string().optional(),
      }),
  },
  runWorkflow: {
    input: (z: Zod) =>
      z
        .object({
          entityRef: z.string(),
          file: z.string(),
          ref: z.string(),
          refType: z.enum(['branch', 'tag']).optional(),
          inputs: z
            .record(z.string())
            .describe('Names and values, all of them as text'),
          expectedBlobSha: z.string().describe('blobSha of the form'),
          idempotencyKey: z
            .string()
            .describe('A UUID; the same one again is the same run'),
        })
        .strict(),
    output: (z: Zod) =>
      z.object({
        dispatchId: z.string(),
        state: z.string(),
        runId: z.number().optional(),
        identity: z.string(),
      }),
    secrets: (z: Zod) =>
      z.object({
        githubToken: z
          .string()
          .optional()
          .describe('GitHub token of the person, for this one call'),
      }),
  },
  getRun: {
    input: (z: Zod) =>
      z.object({ entityRef: z.string(), runId: z.number() }).strict(),
    output: (z: Zod) =>
      z.object({
        runId: z.number(),
        workflowFile: z.string(),
        ref: z.string().optional(),
        headSha: z.string(),
        ...progress(z),
        htmlUrl: z.string(),
        jobs: z.array(z.object({ name: z.string(), ...progress(z) })),
      }),
  },
};

import { z } from 'zod';
import { dispatchIdentitySchema } from './dispatches';
import { entityRefSchema } from './entityRef';
import { workflowFileSchema } from './workflows';

/** What can be done through the portal. */
export const auditActionSchema = z.enum([
  'dispatch',
  'rerun',
  'rerun-failed',
  'rerun-job',
  'cancel',
  'force-cancel',
  'approve',
  'reject',
  'enable',
  'disable',
]);

/**
 * - `pending`: under way
 * - `done`: GitHub has taken it
 * - `refused`: the portal or GitHub said no; nothing was done
 * - `failed`: it didn't reach GitHub, or GitHub failed; nothing was done
 * - `unknown`: GitHub's answer was lost, or the portal stopped before it came
 */
export const auditOutcomeSchema = z.enum([
  'pending',
  'done',
  'refused',
  'failed',
  'unknown',
]);

/** One thing that somebody did, or tried to do, through the portal. */
export const auditEntrySchema = z.strictObject({
  id: z.string(),
  at: z.string().describe('ISO 8601, UTC'),
  action: auditActionSchema,
  user: z.string().describe('entity ref of the person'),
  /** The person on GitHub, as far as known. */
  githubLogin: z.string().optional(),
  entityRef: z.string(),
  repository: z.string().describe('host/owner/repository'),
  /** Absent for GitHub's own dynamic workflows. */
  workflowFile: z.string().optional(),
  ref: z.string().optional(),
  environment: z.string().optional(),
  /** The run that was started or acted on. */
  runId: z.number().int().optional(),
  /** Inputs of a dispatch; values that look secret are {@link REDACTED}. */
  inputs: z.record(z.string(), z.string()),
  /** Other things that were asked for, such as `debug` or `jobId`. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** As whom GitHub was asked. */
  identity: dispatchIdentitySchema,
  outcome: auditOutcomeSchema,
  /** Why it was refused or failed. */
  errorCode: z.string().optional(),
});

/** Stands for an input's value that looks secret. */
export const REDACTED = '[redacted]';

const SECRET_NAME =
  /(^|[_-])(secrets?|tokens?|pass(word|wd|phrase|code)?|pwd|credentials?|(api|access|private|signing|ssh|encryption)[_-]?keys?)($|[_-])/i;
const SECRET_VALUE =
  /^(gh[opsur]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|sk-|eyJ[\w-]+\.eyJ)|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^/\s:@]+:[^/\s@]+@/;

/** Whether the value of an input is better not kept: by its name, or because it looks like a key. */
export function looksSecret(name: string, value: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return (
    value !== '' && (SECRET_NAME.test(words) || SECRET_VALUE.test(value.trim()))
  );
}

/** Inputs with every value that looks secret replaced by {@link REDACTED}. */
export function redactInputs(
  inputs: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      looksSecret(name, value) ? REDACTED : value,
    ]),
  );
}

const momentSchema = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'is not a date, such as 2026-11-22 or 2026-11-22T10:00:00Z',
);

/** What of the audit is asked for; all of it has to fit. */
export const auditFilterSchema = z.strictObject({
  user: entityRefSchema.optional(),
  entity: entityRefSchema.optional(),
  workflow: workflowFileSchema.optional(),
  action: auditActionSchema.optional(),
  outcome: auditOutcomeSchema.optional(),
  /** From this moment or day on, UTC. */
  from: momentSchema.optional(),
  /** Up to this moment or the end of this day, UTC. */
  to: momentSchema.optional(),
});

/** `GET /audit?…`: newest first. */
export const auditQuerySchema = auditFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^[0-9]{1,16}-[0-9]{1,16}$/, 'is not a cursor that the portal gave')
    .optional(),
});

export const auditResponseSchema = z.strictObject({
  items: z.array(auditEntrySchema),
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
});

export type AuditAction = z.infer<typeof auditActionSchema>;
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditFilter = z.infer<typeof auditFilterSchema>;
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditResponse = z.infer<typeof auditResponseSchema>;

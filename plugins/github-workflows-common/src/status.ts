import { z } from 'zod';

const moment = z.string().describe('ISO 8601, UTC');
const count = z.number().int();

/** What GitHub lets one of the portal's own credentials do. */
export const rateBudgetSchema = z.strictObject({
  host: z.string(),
  credential: z.string().describe('such as `app in MobWorx`; never the value'),
  resource: z.string().describe('core for REST, graphql'),
  limit: count.optional(),
  remaining: count.optional(),
  resetAt: moment.optional(),
  /** Until then the portal reads nothing: GitHub takes no more calls. */
  pausedUntil: moment.optional(),
  seenAt: moment,
});

/** `GET /status`: how the plugin itself is, as the process sees it that answers. */
export const statusResponseSchema = z.strictObject({
  budgets: z.array(rateBudgetSchema),
  /** Of the last 24 hours. */
  webhooks: z.strictObject({
    lastAt: moment.optional(),
    taken: count,
    /** Of repositories that the catalog doesn't have. */
    ignored: count,
    unreadable: count,
  }),
  /** Runs that this process follows. */
  watched: z.array(
    z.strictObject({
      repository: z.string(),
      runId: count,
      askedAt: moment.optional(),
      until: moment,
    }),
  ),
  /** Which process asks about which run. */
  leases: z.array(
    z.strictObject({ name: z.string(), until: moment, ours: z.boolean() }),
  ),
});

export type RateBudgetStatus = z.infer<typeof rateBudgetSchema>;
export type StatusResponse = z.infer<typeof statusResponseSchema>;

import type { Knex } from 'knex';

/** What a 429 of Figma said of a tier. Moments in milliseconds since 1970. */
export interface Limit {
  tier: number;
  blockedUntil: number;
  seenAt: number;
  planTier?: string;
  limitType?: string;
}

const TABLE = 'figma_limits';

/** Until when Figma wants to be left alone; all processes of the portal share it. */
export class LimitStore {
  constructor(private readonly db: Knex) {}

  /** By tier. */
  async read(): Promise<Record<number, Limit | undefined>> {
    const rows = await this.db(TABLE).select();
    return Object.fromEntries(
      rows.map(row => [
        row.tier,
        {
          tier: row.tier,
          // PostgreSQL gives large numbers as text.
          blockedUntil: Number(row.blocked_until),
          seenAt: Number(row.seen_at),
          planTier: row.plan_tier ?? undefined,
          limitType: row.limit_type ?? undefined,
        },
      ]),
    );
  }

  async write(limit: Limit): Promise<void> {
    await this.db(TABLE)
      .insert({
        tier: limit.tier,
        blocked_until: Math.ceil(limit.blockedUntil),
        seen_at: limit.seenAt,
        plan_tier: limit.planTier ?? null,
        limit_type: limit.limitType ?? null,
      })
      .onConflict('tier')
      .merge();
  }
}

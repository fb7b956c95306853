import type { AuditStatus } from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';

export const NEWEST_FIRST = [
  { column: 'created_at', order: 'desc' },
  { column: 'id', order: 'desc' },
];

/**
 * A query for the ids of the newest audits of each form factor of websites. They are ranked by what
 * an index holds alone; the rest is to be read of those that are wanted.
 */
export function newestAuditIds(
  db: Knex,
  sites: string[],
  limit: number,
  status?: AuditStatus,
): Knex.QueryBuilder {
  const ranked = db('audits')
    .whereIn('site', sites)
    .where(status ? { status } : {})
    .select('id')
    .select(
      db.raw(
        'row_number() over (partition by site, form_factor order by created_at desc, id desc) as place',
      ),
    );
  return db.from(ranked.as('ranked')).where('place', '<=', limit).select('id');
}

/**
 * The audits, which are the queue as well; their reports apart from them, so that no list reads
 * one; and the websites, so that the list of them needs no grouping.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('websites', table => {
    table.string('site', 43).primary().comment('digest of the address');
    table.text('url').notNullable();
    table.bigInteger('last_audit_at').notNullable();
    table.index(['last_audit_at', 'site'], 'websites_last_audit_idx');
  });
  await knex.schema.createTable('audits', table => {
    table.string('id', 36).primary();
    table.string('site', 43).notNullable();
    table.string('form_factor', 10).notNullable();
    table.string('status', 10).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at');
    table.bigInteger('completed_at');
    table.integer('attempt').notNullable();
    table.text('url').notNullable();
    table.text('requested_by').notNullable().comment('JSON');
    table.text('categories').notNullable().comment('JSON');
    table.text('progress').comment('JSON');
    table.text('failure').comment('JSON');
    table.string('retried_as', 36);
    table
      .string('open_key', 60)
      .comment('site and form factor until it has ended: one at a time');
    table.integer('priority').notNullable().comment('the least comes first');
    table.bigInteger('not_before').notNullable();
    table.string('holder', 36).comment('the process that runs it');
    table.bigInteger('lease_until');
    table.boolean('has_report').notNullable();
    table.text('details').comment('JSON: what lists do not show');
    table.unique(['open_key'], { indexName: 'audits_open_key_uniq' });
    table.index(
      ['site', 'form_factor', 'created_at', 'id'],
      'audits_of_site_idx',
    );
    table.index(
      ['site', 'form_factor', 'status', 'created_at', 'id'],
      'audits_of_site_by_status_idx',
    );
    // Only of what waits or runs: else SQLite would take it to find completed audits.
    table.index(['status', 'priority', 'created_at'], 'audits_queue_idx', {
      predicate: knex.whereNotNull('open_key'),
    });
    table.index(['created_at', 'id'], 'audits_created_idx');
  });
  await knex.schema.createTable('reports', table => {
    table.string('audit_id', 36).primary();
    table.binary('content').notNullable().comment('JSON, compressed by gzip');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reports');
  await knex.schema.dropTable('audits');
  await knex.schema.dropTable('websites');
};

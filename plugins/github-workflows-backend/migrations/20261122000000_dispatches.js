// @ts-check

/**
 * Dispatches made through the portal.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('dispatches', table => {
    table.comment('Workflow dispatches that were made through the portal');
    table.uuid('id').primary();
    table
      .string('idempotency_key', 64)
      .notNullable()
      .comment(
        'Made by the form; a repeated request with the same key is the same dispatch',
      );
    table
      .string('user_ref', 255)
      .notNullable()
      .comment('Catalog user who asked for it');
    table.string('entity_ref', 255).notNullable();
    table.string('repository', 255).notNullable().comment('host/owner/repo');
    table.string('workflow_file', 255).notNullable();
    table.string('ref', 255).notNullable();
    table.string('ref_type', 10).notNullable();
    table
      .text('inputs')
      .notNullable()
      .comment('JSON object of names and text values');
    table
      .string('state', 20)
      .notNullable()
      .comment('sending, started, refused or unknown');
    table.bigInteger('run_id').comment("GitHub's number of the run");
    table.string('run_status', 20);
    table.string('run_conclusion', 20);
    table
      .bigInteger('requested_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table
      .bigInteger('updated_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table.unique(['user_ref', 'idempotency_key'], {
      indexName: 'dispatches_idempotency_idx',
    });
    table.index(['user_ref', 'requested_at'], 'dispatches_user_idx');
    table.index(['repository', 'run_id'], 'dispatches_run_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('dispatches');
};

/**
 * Studio sessions that people have asked for through the portal, so that none is started twice.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('studio_requests', table => {
    table.string('user_ref', 255).notNullable();
    table.string('idempotency_key', 36).notNullable();
    table
      .string('attempt', 36)
      .notNullable()
      .comment('tells which of several requests wrote the row');
    table.text('asked').notNullable().comment('JSON, without keys of streams');
    table
      .string('state', 20)
      .notNullable()
      .comment('sending, started, refused or unknown');
    table.text('session').comment('JSON of what Studio said, once started');
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.primary(['user_ref', 'idempotency_key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('studio_requests');
};

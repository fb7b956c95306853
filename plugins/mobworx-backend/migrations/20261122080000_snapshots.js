/**
 * What was seen of a service, subject by subject, and what went wrong since.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('snapshots', table => {
    table.string('environment', 40).notNullable();
    table.string('service', 40).notNullable();
    table.string('subject', 250).notNullable().comment('such as `rooms`');
    table.bigInteger('taken_at').comment('milliseconds since 1970');
    table.bigInteger('checked_at').notNullable();
    table.text('content').comment('JSON as of taken_at');
    table.text('problem').comment('JSON; why the look at checked_at failed');
    table.primary(['environment', 'service', 'subject']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('snapshots');
};

/**
 * The trends of a website beside it, so that the list of websites ranks no audits. They are filled
 * in when a website is first listed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('websites', table => {
    table.text('trends').comment('JSON; null when not yet known');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('websites', table => {
    table.dropColumn('trends');
  });
};

// @ts-check

/**
 * Everything that was done through the portal, by whom, and what came of it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit', table => {
    table.comment('What was done through the portal, and what came of it');
    table.bigIncrements('id');
    table
      .string('key', 350)
      .unique({ indexName: 'audit_key_idx' })
      .comment('A repeated request with the same key is the same entry');
    table.bigInteger('at').notNullable().comment('Milliseconds since 1970');
    table.string('action', 20).notNullable();
    table.string('user_ref', 255).notNullable();
    table.string('github_login', 100);
    table.string('entity_ref', 255).notNullable();
    table.string('repository', 255).notNullable().comment('host/owner/repo');
    table.string('workflow_file', 255);
    table.string('ref', 255);
    table.string('environment', 255);
    table.bigInteger('run_id').comment("GitHub's number of the run");
    table.text('inputs').notNullable().comment('JSON object, secrets redacted');
    table.text('details').notNullable().comment('JSON object');
    table.string('identity', 10).notNullable().comment('user or app');
    table
      .string('outcome', 10)
      .notNullable()
      .comment('pending, done, refused, failed or unknown');
    table.string('error_code', 50);
    // The newest page of every filter is the beginning of an index.
    for (const column of [
      'user_ref',
      'entity_ref',
      'workflow_file',
      'action',
      'outcome',
    ]) {
      table.index([column, 'at', 'id'], `audit_${column}_idx`);
    }
    table.index(['at', 'id'], 'audit_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit');
};

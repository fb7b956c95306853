// @ts-check

/**
 * Which commit the form was read from, as whom a dispatch was sent, and how its run was found.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('dispatches', table => {
    table
      .string('identity', 10)
      .notNullable()
      .defaultTo('user')
      .comment('As whom it was sent: user or app');
    table.string('github_login', 100).comment('The actor whom GitHub sees');
    table.string('blob_sha', 64).comment('The file that the form was made of');
    table
      .string('head_sha_seen', 64)
      .comment('Head of the ref that the form showed');
    table
      .string('head_sha_sent', 64)
      .comment('Head of the ref just before it was sent');
    table.string('run_head_sha', 64).comment('Commit that the run runs on');
    table
      .string('run_match', 20)
      .comment(
        'How the run was found: exact, matched, ambiguous or none; null while it is looked for',
      );
    table.index(['state', 'requested_at'], 'dispatches_state_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dispatches', table => {
    table.dropIndex(['state', 'requested_at'], 'dispatches_state_idx');
    table.dropColumns(
      'identity',
      'github_login',
      'blob_sha',
      'head_sha_seen',
      'head_sha_sent',
      'run_head_sha',
      'run_match',
    );
  });
};

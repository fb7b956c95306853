// @ts-check

/**
 * What is known of runs without asking GitHub, and who has been told what.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment('The latest known state of runs, from webhooks and reads');
    table.string('repository', 255).notNullable().comment('host/owner/repo');
    table.bigInteger('run_id').notNullable().comment("GitHub's number");
    table.integer('attempt').notNullable();
    table.string('status', 20).notNullable();
    table.string('conclusion', 20);
    table
      .string('workflow', 255)
      .notNullable()
      .comment('File, or the name of one that GitHub makes up');
    table.string('ref', 255).comment('Null for a pull request');
    table.integer('number').notNullable();
    table.text('run').notNullable().comment('JSON, as in the contract');
    table
      .text('jobs')
      .comment('JSON, as in the contract; null until they have been read');
    table
      .bigInteger('check_suite_id')
      .comment('Where GitHub counts what the jobs have to say');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment("GitHub's time of the last change, milliseconds since 1970");
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When run and jobs were last read; 0 asks for them anew');
    table.bigInteger('told_at').comment('When a webhook last told of it');
    table.bigInteger('updated_at').notNullable();
    table.integer('revision').notNullable();
    table.primary(['repository', 'run_id']);
    table.index(['repository', 'status'], 'runs_status_idx');
    table.index(
      ['repository', 'ref', 'workflow', 'number'],
      'runs_workflow_idx',
    );
    table.index(['updated_at'], 'runs_updated_idx');
  });

  await knex.schema.createTable('repositories', table => {
    table.comment('Repositories of the catalog, and how old their runs are');
    table.string('repository', 255).primary().comment('host/owner/repo');
    table
      .string('name', 255)
      .notNullable()
      .comment('The same, in the letters of the catalog');
    table.string('default_branch', 255);
    table.bigInteger('listed_at').notNullable().comment('Last in the catalog');
    table.bigInteger('asked_at').comment('When GitHub was last asked');
    table.bigInteger('read_at').comment('When GitHub last answered');
    table.bigInteger('told_at').comment('When a webhook last came from it');
    table.text('problem').comment('Why GitHub did not answer, as a sentence');
  });

  await knex.schema.createTable('webhook_deliveries', table => {
    table.comment('Deliveries of GitHub, so that none counts twice');
    table.string('id', 100).primary().comment('X-GitHub-Delivery');
    table.string('event', 50).notNullable();
    table
      .string('outcome', 20)
      .notNullable()
      .comment('taken, ignored or unreadable');
    table.bigInteger('received_at').notNullable();
    table.index(['received_at'], 'webhook_deliveries_time_idx');
  });

  await knex.schema.createTable('leases', table => {
    table.comment('Which process does what only one may do');
    table.string('name', 300).primary();
    table.string('holder', 36).notNullable();
    table.bigInteger('until').notNullable();
  });

  await knex.schema.createTable('run_followers', table => {
    table.comment('Who ran an attempt again through the portal');
    table.string('repository', 255).notNullable();
    table.bigInteger('run_id').notNullable();
    table.integer('attempt').notNullable();
    table.string('user_ref', 255).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['repository', 'run_id', 'attempt', 'user_ref']);
  });

  await knex.schema.createTable('notices', table => {
    table.comment('Notifications that were sent, so that none is sent twice');
    table.string('repository', 255).notNullable();
    table.bigInteger('run_id').notNullable();
    table.integer('attempt').notNullable();
    table.string('what', 20).notNullable().comment('waiting or ended');
    table.string('user_ref', 255).notNullable();
    table.bigInteger('sent_at').notNullable();
    table.primary(['repository', 'run_id', 'attempt', 'what', 'user_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'notices',
    'run_followers',
    'leases',
    'webhook_deliveries',
    'repositories',
    'runs',
  ]) {
    await knex.schema.dropTable(table);
  }
};

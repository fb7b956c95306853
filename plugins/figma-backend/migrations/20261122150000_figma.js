/**
 * What Figma said of design files, a row a part of each; their pictures with their bytes, as Figma's
 * own addresses of them run out; what its webhooks told, so that nothing is taken twice; and until
 * when Figma wants to be left alone, which has to outlive the process.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('figma_parts', table => {
    table.string('file_key', 128).notNullable();
    table.string('part', 30).notNullable();
    table.string('version', 64).comment('of the file, where it depends on it');
    table.text('content').notNullable().comment('JSON');
    table.bigInteger('fetched_at').notNullable();
    table.boolean('invalid').notNullable().comment('a webhook told so');
    table.primary(['file_key', 'part']);
    table.index(['part', 'fetched_at'], 'figma_parts_age_idx');
  });
  await knex.schema.createTable('figma_images', table => {
    table.string('file_key', 128).notNullable();
    table.string('image', 300).notNullable().comment('node id or thumbnail');
    table.string('version', 64).notNullable();
    table.bigInteger('stored_at').notNullable();
    table.string('content_type', 50);
    table.string('etag', 64);
    table.integer('size').notNullable();
    table.binary('bytes').comment('none where Figma gave no picture');
    table.primary(['file_key', 'image', 'version']);
  });
  await knex.schema.createTable('figma_deliveries', table => {
    table.string('digest', 64).primary();
    table.string('event', 50).notNullable();
    table.bigInteger('received_at').notNullable();
    table.index(['received_at'], 'figma_deliveries_age_idx');
  });
  await knex.schema.createTable('figma_limits', table => {
    table.integer('tier').primary();
    table.bigInteger('blocked_until').notNullable();
    table.bigInteger('seen_at').notNullable();
    table.string('plan_tier', 50);
    table.string('limit_type', 50);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('figma_limits');
  await knex.schema.dropTable('figma_deliveries');
  await knex.schema.dropTable('figma_images');
  await knex.schema.dropTable('figma_parts');
};

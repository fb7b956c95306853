const key = table => {
  table.string('environment', 40).notNullable();
  table.string('service', 40).notNullable();
};

/**
 * How the services were: each look, looks of half an hour or an hour together, when a status became
 * another one, and what is shown of each service now.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('looks', table => {
    key(table);
    table.bigInteger('at').notNullable().comment('milliseconds since 1970');
    table.string('status', 20).notNullable();
    table.integer('latency_ms');
    table.string('version', 100);
    table.string('code', 60).comment('of the problem');
    table.primary(['environment', 'service', 'at']);
    table.index(['at'], 'looks_at_idx');
  });
  await knex.schema.createTable('stretches', table => {
    key(table);
    table.integer('width_ms').notNullable();
    table.bigInteger('at').notNullable().comment('its start');
    table.integer('looks').notNullable();
    table.integer('reached').notNullable();
    table.text('latencies').notNullable().comment('JSON; see LatencyDigest.ts');
    table.primary(['environment', 'service', 'width_ms', 'at']);
    table.index(['width_ms', 'at'], 'stretches_at_idx');
  });
  await knex.schema.createTable('status_changes', table => {
    key(table);
    table.bigInteger('at').notNullable();
    table.string('status', 20).notNullable();
    table.text('problem').comment('JSON');
    table.primary(['environment', 'service', 'at']);
    table.index(['at'], 'status_changes_at_idx');
  });
  await knex.schema.createTable('service_states', table => {
    key(table);
    table.bigInteger('checked_at').notNullable();
    table.text('content').notNullable().comment('JSON');
    table.primary(['environment', 'service']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('service_states');
  await knex.schema.dropTable('status_changes');
  await knex.schema.dropTable('stretches');
  await knex.schema.dropTable('looks');
};

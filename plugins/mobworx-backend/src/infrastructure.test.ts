import { refusal } from '@internal/upstream-node/testUtils';
import { startInfrastructure as start } from './__testUtils__/startInfrastructure';

describe('the infrastructure of an environment', () => {
  it('is shown as it was last seen: staging with Aurora v2 behind a proxy', async () => {
    const { look, read } = await start();
    await look();
    const { bus, aurora, proxy, flyway, stacks } = await read();
    expect(bus.value).toEqual({
      name: 'mobworx-staging',
      rules: [
        {
          name: 'room-events-to-appsync',
          enabled: true,
          targets: [{ id: 'appsync', hasDeadLetterQueue: true }],
          invocations24h: 320 * 24,
          failed24h: 0,
        },
        {
          name: 'session-events-to-stream',
          enabled: true,
          targets: [{ id: 'stream', hasDeadLetterQueue: false }],
          invocations24h: 14 * 24,
          failed24h: 2 * 24,
        },
        {
          name: 'nightly-clean-up',
          enabled: true,
          schedule: 'rate(1 day)',
          targets: [{ id: 'clean', hasDeadLetterQueue: true }],
          invocations24h: 0,
          failed24h: 0,
        },
      ],
    });
    expect(aurora.value).toEqual({
      id: 'mobworx-staging',
      engineVersion: '15.4',
      generation: 'v2',
      state: 'available',
      capacity: { min: 0.5, max: 8, now: 1.5 },
      members: [
        { id: 'mobworx-staging-1', isWriter: true },
        { id: 'mobworx-staging-2', isWriter: false },
      ],
      backupRetentionDays: 7,
    });
    expect(proxy.value).toEqual({
      exists: true,
      name: 'mobworx-staging',
      state: 'available',
      targets: [
        { id: 'mobworx-staging-1', state: 'AVAILABLE' },
        { id: 'mobworx-staging-2', state: 'AVAILABLE' },
      ],
    });
    expect(flyway.value).toMatchObject({
      version: '6',
      pending: 0,
      failed: 0,
      source: 'flyway-info',
    });
    // The report is a day old, though it was read just now.
    const { reportedAt } = flyway.value!;
    const age = Date.parse(flyway.takenAt!) - Date.parse(reportedAt!);
    expect(age / 86_400_000).toBeCloseTo(1, 1);
    expect(flyway.value?.migrations[0]).toMatchObject({
      version: '6',
      description: 'create clips',
      state: 'success',
      installedBy: 'flyway',
      executionMs: 27,
    });
    expect(flyway.value?.lastAppliedAt).toBe(
      flyway.value?.migrations[0].installedOn,
    );
    expect(stacks.value?.map(({ name, state }) => [name, state])).toEqual(
      [
        'infrastructures',
        'appsync-service',
        'stream-service',
        'studio-service',
        'studio-infrastructure',
      ].map(name => [`${name}-staging`, 'UPDATE_COMPLETE']),
    );
    expect(stacks.value?.[1]).toMatchObject({
      healthy: true,
      version: '1.9.0',
      commit: '1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
    });
  });

  it('differs in production: Aurora v1, no proxy, a rule that is off, a migration behind, a stack rolled back', async () => {
    const { look, read } = await start();
    await look();
    const { bus, aurora, proxy, flyway, stacks, migrationGaps } =
      await read('production');
    expect(bus.value?.rules[2]).toMatchObject({
      enabled: false,
      targets: [{ id: 'clean', hasDeadLetterQueue: false }],
    });
    expect(aurora.value).toMatchObject({
      generation: 'v1',
      capacity: { min: 4, max: 64, now: 16 },
      members: [],
    });
    expect(proxy.value).toEqual({
      exists: false,
      name: 'mobworx-production',
      targets: [],
    });
    expect(flyway.value).toMatchObject({ version: '5', pending: 1 });
    expect(flyway.value?.migrations[0]).toEqual({
      version: '6',
      description: 'create clips',
      state: 'pending',
    });
    expect(stacks.value?.at(-1)).toMatchObject({
      name: 'studio-infrastructure-production',
      state: 'UPDATE_ROLLBACK_COMPLETE',
      healthy: false,
    });
    const clips = [{ version: '6', description: 'create clips' }];
    expect(migrationGaps).toEqual([
      { environment: 'staging', onlyHere: [], onlyThere: clips },
    ]);
    expect((await read()).migrationGaps).toEqual([
      { environment: 'production', onlyHere: clips, onlyThere: [] },
    ]);
  });

  it('reads lists page by page', async () => {
    const { staging, look, read } = await start();
    const { eventBus, proxy } = staging.aws.account.infrastructure;
    eventBus.rules = Array.from({ length: 260 }, (_, index) => ({
      ...eventBus.rules[0],
      name: `rule-${index}`,
      targets: index === 259 ? [] : eventBus.rules[0].targets,
      perHour: { Invocations: index },
    }));
    proxy!.targets = Array.from({ length: 60 }, (_, index) => ({
      id: `instance-${index}`,
      state: 'AVAILABLE',
    }));
    await look();
    const { bus, proxy: seen } = await read();
    expect(bus.value?.rules).toHaveLength(260);
    expect(bus.value?.rules[259]).toMatchObject({
      name: 'rule-259',
      targets: [],
      invocations24h: 259 * 24,
    });
    expect(seen.value?.targets).toHaveLength(50);
  });

  it('says what is not as it should be: targets, migrations, stacks that are not there', async () => {
    const { staging, look, read } = await start({
      stacks: ['appsync-service', 'forgotten'],
    });
    const { infrastructure } = staging.aws.account;
    infrastructure.proxy!.targets[1] = {
      id: 'mobworx-staging-2',
      state: 'UNAVAILABLE',
      reason: 'AUTH_FAILURE',
    };
    infrastructure.flyway = { applied: 6, failed: '6' };
    await look();
    const { proxy, flyway, stacks } = await read();
    expect(proxy.value?.targets[1]).toEqual({
      id: 'mobworx-staging-2',
      state: 'UNAVAILABLE',
      reason: 'AUTH_FAILURE',
    });
    expect(flyway.value).toMatchObject({ version: '5', failed: 1, pending: 0 });
    expect(stacks.value?.at(-1)).toEqual({
      name: 'forgotten-staging',
      state: 'ABSENT',
      healthy: false,
      reason: 'The account has no such stack.',
    });
  });

  it('takes the history in the database where there is no report of Flyway', async () => {
    const { staging, look, read } = await start({
      flyway: {
        bucket: 'mobworx-operations-staging',
        key: 'flyway/nothing.json',
        secretArn: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:x',
      },
    });
    staging.aws.account.infrastructure.flyway = { applied: 5, failed: '5' };
    await look();
    const { flyway } = await read();
    expect(flyway).toMatchObject({
      value: { version: '4', failed: 1, source: 'schema-history' },
    });
    expect(flyway.problem).toBeUndefined();
    expect(flyway.value?.pending).toBeUndefined();
    expect(flyway.value?.reportedAt).toBeUndefined();
    expect(flyway.value?.migrations[0]).toMatchObject({
      version: '5',
      state: 'failed',
      installedBy: 'flyway',
    });
    expect(flyway.value?.migrations[0].installedOn).toMatch(/Z$/);
  });

  it('tells the names that the configuration has wrong, each at its part', async () => {
    const { look, read, codes } = await start({
      eventBus: 'other',
      dbCluster: 'other',
      flyway: { bucket: 'other', key: 'x' },
    });
    await look();
    expect(await codes()).toEqual({
      bus: 'upstream_not_found',
      aurora: 'upstream_not_found',
      proxy: undefined,
      flyway: 'upstream_not_found',
      stacks: undefined,
    });
    const { bus } = await read();
    expect(bus.problem?.message).toBe(
      'AWS in Staging has none of the configured name (events:DescribeEventBus).',
    );
  });
});

describe('the status of the infrastructure', () => {
  it('is degraded by what was seen of it, with the reason', async () => {
    const { staging, look, lookAtHealth, get } = await start();
    const status = async (index = 0) => {
      await lookAtHealth();
      const { body } = await get('/status');
      const { status: word, problem } = body.environments[index].services[0];
      return [word, problem?.message];
    };
    expect(await status()).toEqual(['up', undefined]);
    await look();
    expect(await status()).toEqual(['up', undefined]);
    expect(await status(1)).toEqual([
      'degraded',
      'The stack studio-infrastructure-production is in the state UPDATE_ROLLBACK_COMPLETE.',
    ]);
    const { infrastructure } = staging.aws.account;
    infrastructure.flyway = { applied: 6, failed: '6' };
    infrastructure.proxy!.targets[0].state = 'UNAVAILABLE';
    await look();
    expect(await status()).toEqual([
      'degraded',
      "RDS Proxy can't reach mobworx-staging-1 (and 1 more).",
    ]);
    staging.aws.account.reset();
    infrastructure.flyway = { applied: 6, failed: '6' };
    Object.assign(staging.aws.account.infrastructure, {
      flyway: { applied: 6, failed: '6' },
    });
    await look();
    expect(await status()).toEqual([
      'degraded',
      'Migration 6 (create clips) failed.',
    ]);
  });
});

describe('who asks for an infrastructure', () => {
  it('needs the permission, and an environment that has one', async () => {
    const { get, deny } = await start(undefined, {
      environments: ([staging, production]: any[]) => [
        staging,
        {
          ...production,
          services: { ...production.services, infrastructure: undefined },
        },
      ],
    });
    const ask = async (environment: string, query = '') =>
      refusal(await get(`/environments/${environment}/infrastructure${query}`));
    expect(await ask('production')).toEqual([404, 'service_not_configured']);
    expect(await ask('moon')).toEqual([404, 'environment_unknown']);
    expect(await ask('..%2Fstaging')).toEqual([400, 'request_invalid']);
    expect(await ask('staging', '?x=1')).toEqual([400, 'request_invalid']);
    deny('mobworx.status.read');
    expect(await ask('staging')).toEqual([403, 'not_permitted']);
  });
});

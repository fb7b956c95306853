import { flywaySchema } from '@internal/plugin-mobworx-common';
import {
  flywayInfoSchema,
  historyToFlyway,
  schemaHistorySchema,
  toFlyway,
} from './flyway';
import { migrationGapsOf } from './migrationGaps';

const line = (version: string | null, state: string, more: object = {}) => ({
  category: version ? 'Versioned' : 'Repeatable',
  version,
  description: `step ${version}`,
  state,
  installedOnUTC: '2026-11-01T08:00:00.5Z',
  installedBy: 'flyway',
  executionTime: 12,
  ...more,
});

const report = (...migrations: object[]) =>
  flywaySchema.parse(toFlyway(flywayInfoSchema.parse({ migrations })));

describe("Flyway's report", () => {
  it.each([
    ['Success', 'success'],
    ['Out of Order', 'success'],
    ['Missing', 'success'],
    ['Failed', 'failed'],
    ['Future (Failed)', 'failed'],
    ['Pending', 'pending'],
    ['Above Target', 'pending'],
  ])('tells %s as %s', (state, expected) => {
    expect(report(line('1', state)).migrations[0].state).toBe(expected);
  });

  it.each(['Undone', 'Ignored', 'Below Baseline', 'Superseded', 'constructor'])(
    'leaves out %s',
    state => {
      expect(report(line('1', state)).migrations).toEqual([]);
    },
  );

  it('has the newest version first, whatever is repeated or pending', () => {
    const flyway = report(
      line('1', 'Success', { installedOnUTC: '2026-10-01T08:00:00Z' }),
      line('2', 'Success'),
      line(null, 'Success', { installedOnUTC: '2026-11-05T08:00:00Z' }),
      line('3', 'Pending', {
        installedOnUTC: '',
        installedBy: '',
        executionTime: 0,
      }),
    );
    expect(flyway).toMatchObject({
      version: '2',
      lastAppliedAt: '2026-11-05T08:00:00.000Z',
      pending: 1,
    });
    expect(flyway.migrations.map(({ version }) => version)).toEqual([
      '3',
      'R',
      '2',
      '1',
    ]);
    expect(flyway.migrations[0]).toEqual({
      version: '3',
      description: 'step 3',
      state: 'pending',
    });
  });

  it('is bounded, and leaves out what is no time', () => {
    const flyway = report(
      ...Array.from({ length: 1_200 }, (_, index) =>
        line(String(index), 'Success', {
          description: 'x'.repeat(1_000),
          installedOnUTC: 'soon',
          executionTime: -1,
        }),
      ),
    );
    expect(flyway.migrations).toHaveLength(1_000);
    expect(flyway.migrations[0]).toEqual({
      version: '1199',
      description: 'x'.repeat(300),
      state: 'success',
      installedBy: 'flyway',
    });
    expect(flyway.lastAppliedAt).toBeUndefined();
  });

  it.each([null, [], {}, { migrations: {} }, { migrations: [{}] }])(
    'is not %j',
    value => {
      expect(flywayInfoSchema.safeParse(value).success).toBe(false);
    },
  );
});

describe("Flyway's history", () => {
  it('leaves out what is no migration, and cannot tell what is pending', () => {
    const row = (version: string, type: string, success = true) => ({
      version,
      description: 'step',
      type,
      installed_by: 'flyway',
      installed_on: '2026-11-01 08:00:00.123',
      execution_time: 5,
      success,
    });
    const flyway = flywaySchema.parse(
      historyToFlyway(
        schemaHistorySchema.parse([
          row('0', 'SCHEMA'),
          row('1', 'SQL'),
          row('2', 'SQL', false),
          row('1', 'UNDO_SQL'),
        ]),
      ),
    );
    expect(flyway).toMatchObject({
      version: '1',
      failed: 1,
      lastAppliedAt: '2026-11-01T08:00:00.123Z',
    });
    expect(flyway).not.toHaveProperty('pending');
    expect(flyway.migrations).toHaveLength(2);
  });
});

describe('gaps between environments', () => {
  it('are what succeeded in one only, the oldest first; repeated ones by what they do', () => {
    const here = report(
      line('1', 'Success'),
      line('2', 'Success'),
      line('3', 'Success'),
      line(null, 'Success', { description: 'views' }),
    );
    const there = report(
      line('1', 'Success'),
      line('2', 'Failed'),
      line(null, 'Success', { description: 'grants' }),
    );
    const gap = (version: string, description: string) => ({
      version,
      description,
    });
    expect(
      migrationGapsOf(here, [
        { environment: 'production', flyway: there },
        { environment: 'test', flyway: undefined },
      ]),
    ).toEqual([
      {
        environment: 'production',
        onlyHere: [gap('2', 'step 2'), gap('3', 'step 3'), gap('R', 'views')],
        onlyThere: [gap('R', 'grants')],
      },
    ]);
    expect(
      migrationGapsOf(undefined, [{ environment: 'x', flyway: there }]),
    ).toEqual([]);
  });
});

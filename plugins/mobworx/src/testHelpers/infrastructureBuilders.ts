import type {
  BusRule,
  InfrastructureResponse,
} from '@internal/plugin-mobworx-common';
import { COMMIT, makeStored } from './builders';

export function makeRule(part: Partial<BusRule> = {}): BusRule {
  return {
    name: 'room-events-to-appsync',
    enabled: true,
    targets: [{ id: 'appsync', hasDeadLetterQueue: true }],
    invocations24h: 7_680,
    failed24h: 0,
    ...part,
  };
}

/** As it should be: nothing is off, old, failed or missing. */
export function makeInfrastructure(
  part: Partial<InfrastructureResponse> = {},
): InfrastructureResponse {
  return {
    bus: makeStored({ name: 'mobworx-staging', rules: [makeRule()] }),
    aurora: makeStored({
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
    }),
    proxy: makeStored({
      exists: true,
      name: 'mobworx-staging',
      state: 'available',
      targets: [{ id: 'mobworx-staging-1', state: 'AVAILABLE' }],
    }),
    flyway: makeStored({
      version: '6',
      lastAppliedAt: '2026-11-19T10:00:00Z',
      pending: 0,
      failed: 0,
      migrations: [
        {
          version: '6',
          description: 'add clips',
          state: 'success',
          installedOn: '2026-11-19T10:00:00Z',
          installedBy: 'flyway',
          executionMs: 1_240,
        },
      ],
      source: 'flyway-info',
      reportedAt: '2026-11-19T10:01:00Z',
    }),
    stacks: makeStored([
      {
        name: 'appsync-service-staging',
        state: 'UPDATE_COMPLETE',
        healthy: true,
        updatedAt: '2026-11-19T10:00:00Z',
        version: '1.9.0',
        commit: COMMIT,
      },
    ]),
    migrationGaps: [],
    ...part,
  };
}

/** @jest-environment node */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { auditRunnerRef } from './auditRunnerRef';

type MockScheduler = SchedulerService & {
  triggerTask(id: string): Promise<void>;
};

const TASK = 'clear-up-after-browsers';

describe('the runner of the configuration', () => {
  async function start(lighthouse: Record<string, string | object>) {
    const scheduler = mockServices.scheduler() as MockScheduler;
    const scheduleTask = jest.spyOn(scheduler, 'scheduleTask');
    const backend = await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'lighthouse',
          register(env) {
            env.registerInit({
              deps: { runner: auditRunnerRef },
              async init() {},
            });
          },
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({ data: { lighthouse } }),
      ],
    });
    return { backend, scheduler, scheduleTask };
  }

  it('removes once an hour what dead browsers left on its machine', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'runner-ref-'));
    const { backend, scheduler, scheduleTask } = await start({
      runner: { profileFolder: folder, timeout: '60s' },
    });
    const make = (name: string, ageSeconds: number) => {
      const made = path.join(folder, name);
      const then = Date.now() / 1000 - ageSeconds;
      mkdirSync(path.join(made, 'Default'), { recursive: true });
      utimesSync(made, then, then);
      return made;
    };
    // Left after the portal started, by another process of it.
    const left = make('portal-lighthouse-left', 121);
    const inUse = make('portal-lighthouse-inUse', 60);
    const another = make('of-somebody-else', 1000);

    await scheduler.triggerTask(TASK);

    expect([left, inUse, another].map(existsSync)).toEqual([false, true, true]);
    expect(scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: TASK,
        scope: 'local',
        frequency: { hours: 1 },
      }),
    );
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  it('has nothing to remove where an audit-service measures', async () => {
    const { backend, scheduleTask } = await start({
      baseUrl: 'http://127.0.0.1:9',
    });
    expect(scheduleTask).not.toHaveBeenCalled();
    await backend.stop();
  });
});

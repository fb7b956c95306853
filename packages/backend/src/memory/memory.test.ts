import { setTimeout as sleep } from 'node:timers/promises';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import memory from '.';

describe('the memory after the start', () => {
  it('is without what nobody needs any more', async () => {
    const lifecycle = mockServices.rootLifecycle.mock();
    await ServiceFactoryTester.from(memory, {
      dependencies: [lifecycle.factory, mockServices.rootLogger.factory()],
    }).getSubject();
    const [[startupHook]] = lifecycle.addStartupHook.mock.calls;
    const kept = { name: 'kept' };
    const watched = [
      new WeakRef(kept),
      new WeakRef({ name: 'garbage of the start' }),
    ];
    startupHook();
    // Until the test's own time is over.
    while (watched[1].deref()) {
      await sleep(50);
    }

    expect(watched[0].deref()?.name).toBe('kept');
  });
});

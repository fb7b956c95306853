import { SummaryItem } from '@internal/plugin-sonarqube-insights-common';
import { makeProblem, makeSummary, WEBAPP } from '../testHelpers/builders';
import { SummaryBatch } from './SummaryBatch';

const IOS = 'component:default/ios';
const items: SummaryItem[] = [
  { entityRef: WEBAPP, summary: makeSummary() },
  { entityRef: IOS, problem: makeProblem({ code: 'sonarqube_forbidden' }) },
];

/** A batch whose frames end when they are told to. */
function open() {
  const frames: Array<() => void> = [];
  const load = jest.fn(async (_refs: string[]) => items);
  const batch = new SummaryBatch(
    load,
    () => new Promise<void>(resolve => frames.push(resolve)),
  );
  return { batch, load, endFrame: () => frames.shift()!() };
}

it('makes one request of what is asked for within a frame, each entity once', async () => {
  const { batch, load, endFrame } = open();
  const first = batch.get(WEBAPP);
  await Promise.resolve();
  const later = Promise.allSettled([batch.get(IOS), batch.get(WEBAPP)]);
  expect(load).not.toHaveBeenCalled();
  endFrame();
  await expect(first).resolves.toMatchObject({ entityRef: WEBAPP });
  const [failed, again] = await later;
  expect(load.mock.calls).toEqual([[[WEBAPP, IOS]]]);
  expect(failed).toMatchObject({ reason: { code: 'sonarqube_forbidden' } });
  expect(again).toMatchObject({ value: { entityRef: WEBAPP } });
});

it('makes another request of what is asked for after it', async () => {
  const { batch, load, endFrame } = open();
  for (const entityRef of [WEBAPP, WEBAPP]) {
    const asked = batch.get(entityRef);
    endFrame();
    await asked;
  }
  expect(load).toHaveBeenCalledTimes(2);
});

it('fails for all who wait when the request does, and works again afterwards', async () => {
  const { batch, load, endFrame } = open();
  load.mockRejectedValueOnce(new Error('no answer'));
  const both = Promise.allSettled([batch.get(WEBAPP), batch.get(IOS)]);
  endFrame();
  expect((await both).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  const again = batch.get(WEBAPP);
  endFrame();
  await expect(again).resolves.toMatchObject({ entityRef: WEBAPP });
});

it('says that an answer leaves somebody out', async () => {
  const { batch, endFrame } = open();
  const asked = batch.get('component:default/other');
  endFrame();
  await expect(asked).rejects.toThrow('left out component:default/other');
});

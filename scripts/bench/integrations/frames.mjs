import { setTimeout as sleep } from 'node:timers/promises';
import { progress, row } from '../report.mjs';
import { MANY_FRAMES } from './portal.mjs';

const FRAMES = 40;
const TIMEOUT_MS = 60_000;

/** Opens the gallery and waits until each of its frames has a picture, as the page does. */
async function openGallery(portal) {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const { frames } = await portal.get(
      `/api/figma/entities${MANY_FRAMES}/frames`,
    );
    const images = frames.flatMap(({ image }) => (image ? [image] : []));
    if (images.length === FRAMES) {
      const pictures = await Promise.all(
        images.map(image => portal.get(`/api/figma${image}`)),
      );
      if (pictures.every(({ byteLength }) => byteLength > 100)) return;
    }
    if (Date.now() > deadline)
      throw new Error(`${images.length} of ${frames.length} frames have one`);
    await sleep(100);
  }
}

/** What a page with 40 frames costs of the calls that Figma gives least of. */
export async function measureFrames(portal) {
  progress(`Opening a page with ${FRAMES} frames, cold and warm.`);
  const calls = async () => (await portal.figma.read('calls')).byTier;
  const before = await calls();
  await openGallery(portal);
  const cold = await calls();
  await openGallery(portal);
  const warm = await calls();
  const others = cold[2] + cold[3] - before[2] - before[3];
  return [
    row({
      name: `Tier 1 calls to Figma for a page with ${FRAMES} frames, cold`,
      value: cold[1] - before[1],
      unit: 'calls',
      limit: 2,
      note: `until every picture is there; ${others} of tiers 2 and 3 besides`,
    }),
    row({
      name: 'The same, warm',
      value: warm[1] - cold[1],
      unit: 'calls',
      limit: 0,
    }),
  ];
}

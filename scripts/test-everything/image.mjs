import { run } from '../processes.mjs';
import { buildBundle } from '../bundle.mjs';
import { inRoot } from '../repository.mjs';
import { check, sum } from './results.mjs';

const NOT_HERE = 2;

/**
 * Builds the image, boots it and looks inside (deploy/image). On a developer's machine that can't
 * build images it is left out and says so; a build server must be able to.
 *
 * @returns an Outcome
 */
export async function checkImage() {
  await buildBundle();
  const { code, output } = await run({
    name: 'deploy/image',
    command: process.execPath,
    args: [inRoot('deploy/image/src/main.ts')],
    echo: true,
  });
  if (code === NOT_HERE && !process.env.CI) return sum([]);
  const held = output.split('\n').filter(line => line.startsWith('ok: '));
  return sum([
    ...held.map(line => check(line, true)),
    ...(code === 0 ? [] : [check('image', false, output)]),
  ]);
}

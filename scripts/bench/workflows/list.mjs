import { progress, row } from '../report.mjs';
import { ENTITY, WORKFLOWS } from './repository.mjs';

/** What a list of a hundred workflows costs at GitHub, the first time and again. */
export async function measureList({ portal, branch }) {
  progress(`Listing ${WORKFLOWS} workflows, cold and warm.`);
  const list = () => portal.get(`${ENTITY}/workflows?ref=${branch}`);
  const before = (await portal.github.asked()).length;
  const { items } = await list();
  const cold = (await portal.github.asked()).slice(before);
  await list();
  const warm = (await portal.github.asked()).length - before - cold.length;
  if (items.length !== WORKFLOWS)
    throw new Error(`The list has ${items.length} workflows`);
  return [
    row({
      name: `Calls to GitHub for a cold list of ${WORKFLOWS} workflows`,
      value: cold.length,
      unit: 'calls',
      limit: 4,
      note: cold
        .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)
        .join(', '),
    }),
    row({
      name: 'The same, warm',
      value: warm,
      unit: 'calls',
      limit: 0,
      note: 'asked again at once',
    }),
  ];
}

import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from '../repository.mjs';

/** Where the commands of a block can be run; the first line of each block says so. */
const PLACES = ['Anywhere', 'With an account', 'At the database'];

const FOLDER = 'docs/operations';

/** Names of the pages, from the root of the repository. */
export const pages = () =>
  readdirSync(inRoot(FOLDER))
    .filter(name => name.endsWith('.md'))
    .map(name => `${FOLDER}/${name}`);

/** The Markdown of a page. */
export const textOf = page => readFileSync(inRoot(page), 'utf8');

/**
 * The blocks of commands of a page, in its order.
 *
 * @param page - its name, from the root of the repository
 * @returns `where` (page and line), `place` (one of the places, undefined where the first line
 *   names none) and `script`
 */
export function commandBlocks(page) {
  const lines = textOf(page).split('\n');
  const starts = lines.flatMap((line, index) =>
    line.trim() === '```sh' ? [index] : [],
  );
  return starts.map(start => {
    const indent = lines[start].indexOf('`');
    const end = lines.findIndex(
      (line, index) => index > start && line.trim() === '```',
    );
    const [first, ...rest] = lines
      .slice(start + 1, end)
      .map(line => line.slice(indent));
    return {
      where: `${page}:${start + 2}`,
      place: PLACES.find(place => first.startsWith(`# ${place}`)),
      script: `${rest.join('\n')}\n`,
    };
  });
}

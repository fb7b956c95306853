import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from '../repository.mjs';

const isGroup = value =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function leavesOf(value, key = '') {
  if (!isGroup(value) || Object.keys(value).length === 0) return [[key, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, key ? `${key}.${name}` : name),
  );
}

/**
 * The keys that app-config files set, the entries of lists left out.
 *
 * @param names - of files in the root of the repository, the later over the earlier
 * @returns a map from the key to `values`, by the name of the file
 */
export function keysInFiles(names) {
  const keys = new Map();
  for (const name of names) {
    const config = parse(readFileSync(inRoot(name), 'utf8'));
    for (const [key, value] of leavesOf(config)) {
      if (!keys.has(key)) keys.set(key, {});
      keys.get(key)[name] = value;
    }
  }
  return keys;
}

/**
 * A value as a cell of a table shows it: whole where it is short.
 *
 * @param value - undefined where a file doesn't set it
 */
export function shown(value) {
  if (value === undefined) return '';
  const short = list => list.every(each => !isGroup(each)) && list.length <= 5;
  if (Array.isArray(value) && !short(value)) return `a list of ${value.length}`;
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

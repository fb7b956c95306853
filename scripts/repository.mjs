import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

/** Absolute path of something in the repository. */
export const inRoot = (...names) => path.join(root, ...names);

/** Absolute path of a command that a dependency brings, such as `backstage-cli`. */
export const binary = name => inRoot('node_modules', '.bin', name);

/** The root package.json, parsed. */
export const readManifest = () =>
  JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

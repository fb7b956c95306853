import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';

const source = readFileSync(path.resolve(__dirname, '../index.ts'), 'utf8');

/** Names of the packages that the backend is made of, in its own order. */
export const featurePackages = [
  ...source.matchAll(/^backend\.add\(import\('([^']+)'\)\);$/gm),
].map(([, name]) => name);

/**
 * What the backend is made of, without some of it.
 *
 * @param without - names of packages that a test puts something else in the place of
 */
export function loadFeatures(without: string[] = []): BackendFeature[] {
  return (
    featurePackages
      .filter(name => !without.includes(name))
      // Jest can't import what is named by a variable.
      .map(name => jest.requireActual(name.replace(/^\./, '..')).default)
  );
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { BugsnagSeed } from './types';

/** Reads the seed of the simulated Bugsnag from `seed/bugsnag`. */
export function bugsnagSeed(): BugsnagSeed {
  const root = path.dirname(
    require.resolve('@internal/simulators/package.json'),
  );
  return parse(
    readFileSync(path.join(root, 'seed/bugsnag/account.yaml'), 'utf8'),
  ) as BugsnagSeed;
}

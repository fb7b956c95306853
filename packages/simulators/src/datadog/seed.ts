import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { DatadogSeed } from './types';

/** Reads the seeded organisation from `seed/datadog`: MobWorx in staging and production. */
export function datadogSeed(): DatadogSeed {
  const root = path.dirname(
    require.resolve('@internal/simulators/package.json'),
  );
  const read = (file: string) =>
    parse(readFileSync(path.join(root, 'seed/datadog', file), 'utf8'));
  return {
    ...read('keys.yaml'),
    monitors: read('monitors.yaml'),
    slos: read('slos.yaml'),
    services: read('services.yaml'),
    ...read('activity.yaml'),
  };
}

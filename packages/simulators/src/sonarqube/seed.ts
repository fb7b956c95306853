import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { SonarqubeSeed } from './types';

/**
 * The servers that have a seed: `server` is SonarQube Server with branches and pull requests in the
 * standard experience, `community` a Community Build in the multi-quality-rule mode.
 */
export const sonarqubeIds = ['server', 'community'] as const;

/** One of {@link sonarqubeIds}. */
export type SonarqubeId = (typeof sonarqubeIds)[number];

/** Reads the seed of a server from `seed/sonarqube`. */
export function sonarqubeSeed(id: SonarqubeId): SonarqubeSeed {
  const root = path.dirname(
    require.resolve('@internal/simulators/package.json'),
  );
  return parse(
    readFileSync(path.join(root, 'seed/sonarqube', `${id}.yaml`), 'utf8'),
  ) as SonarqubeSeed;
}

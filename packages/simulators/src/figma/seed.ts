import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { FigmaSeed } from './types';

/** Reads the design files of MobWorx from `seed/figma`. */
export function figmaSeed(): FigmaSeed {
  const root = path.dirname(
    require.resolve('@internal/simulators/package.json'),
  );
  return parse(
    readFileSync(path.join(root, 'seed/figma/mobworx.yaml'), 'utf8'),
  ) as FigmaSeed;
}

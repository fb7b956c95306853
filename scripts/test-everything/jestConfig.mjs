// The Jest configuration, in which only the coverage that has a limit is measured: counting what runs
// takes time at every line.
import path from 'node:path';
import { configure } from '../jest/config.mjs';
import { COVERED } from '../quality/coverage.mjs';
import { root } from '../repository.mjs';

export default () =>
  configure(folder => path.relative(root, folder).startsWith(COVERED));

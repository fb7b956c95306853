import type { LighthouseErrorCode } from '@internal/plugin-lighthouse-common';
import { problem as codedProblem } from '@internal/upstream-node';

/** Makes an error of this plugin, with one of its codes. */
export const problem = codedProblem<LighthouseErrorCode>;

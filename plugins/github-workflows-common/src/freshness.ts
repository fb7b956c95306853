import { z } from 'zod';

/** How old an answer is. `stale` means that GitHub couldn't be asked and `staleReason` says why. */
export const freshness = {
  fetchedAt: z.string(),
  stale: z.boolean(),
  staleReason: z.string().optional(),
};

// Parts of several schemas; not for users of this package.
import { z } from 'zod';
import { momentSchema } from './freshness';
import { environmentNameSchema } from './requests';

export const webUrl = z.url({ protocol: /^https?$/ }).max(2000);
export const entityRef = z.string().max(255);
export const service = z.string().max(100);
export const count = z.number().int().min(0);

/** What every answer about an entity in an environment begins with. */
export const subject = { entityRef, environment: environmentNameSchema };

export const pointSchema = z.strictObject({
  at: momentSchema,
  value: z.number(),
});

import { z } from 'zod';
import { environmentIdSchema, serviceIdSchema } from './services';

/** Path of what belongs to one environment. */
export const environmentPathSchema = z.object({
  environment: environmentIdSchema,
});

/** Path of what belongs to one service of an environment. */
export const servicePathSchema = environmentPathSchema.extend({
  service: serviceIdSchema,
});

export const noQuerySchema = z.strictObject({});

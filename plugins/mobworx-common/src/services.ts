import { z } from 'zod';

/** The services of MobWorx, in the order in which pages show them. */
export const serviceIds = [
  'infrastructure',
  'appsync',
  'stream',
  'studio',
] as const;

export const serviceIdSchema = z.enum(serviceIds);

/** One of {@link serviceIds}. */
export type ServiceId = z.infer<typeof serviceIdSchema>;

/** Tells whether a text is one of {@link serviceIds}. */
export function isServiceId(text: string): text is ServiceId {
  return serviceIdSchema.safeParse(text).success;
}

/** What people call the services. */
export const serviceTitles: Record<ServiceId, string> = {
  infrastructure: 'Infrastructures',
  appsync: 'AppSync Service',
  stream: 'Stream Service',
  studio: 'Studio Service',
};

/** How long a service may take where a person waits for it, in milliseconds; a poll is less patient. */
export const PERSON_TIMEOUT_MS = 10_000;

/** Id of an environment, as the configuration has it, such as `staging`. */
export const environmentIdSchema = z
  .string()
  .max(40)
  .regex(
    /^[a-z][a-z0-9-]*$/,
    'is not the id of an environment, such as staging',
  );

/**
 * - `production`: what reaches users
 * - `non-production`: everything else that runs
 * - `planned`: announced, not built
 */
export const tierSchema = z.enum(['production', 'non-production', 'planned']);

export type Tier = z.infer<typeof tierSchema>;

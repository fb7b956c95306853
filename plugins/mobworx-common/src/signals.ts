/** Channel on which the backend says that something changed. */
export const MOBWORX_CHANNEL = 'mobworx';

/** Topic on which the backend tells other plugins the same as the pages: a {@link MobworxSignal}. */
export const MOBWORX_EVENTS_TOPIC = 'mobworx';

/**
 * Sent to every open page, so it carries ids of environments and services and nothing else:
 * whoever may see more fetches it through the authorized route.
 *
 * - `status-changed`: a service is in another status, or another version runs
 * - `details-changed`: rooms, sessions, schema or the like are others than before
 */
export type MobworxSignal =
  | { type: 'status-changed'; environment: string; service: string }
  | { type: 'details-changed'; environment: string; service: string };

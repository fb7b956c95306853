/**
 * Asks Datadog for a service and an environment: cached, bounded, keys on the server.
 *
 * @packageDocumentation
 */
export { datadogPlugin as default } from './plugin';

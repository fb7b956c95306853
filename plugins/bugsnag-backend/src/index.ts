/**
 * Asks Bugsnag for the errors of an entity: cached, bounded, and never an open proxy.
 *
 * @packageDocumentation
 */
export { bugsnagPlugin as default } from './plugin';

/**
 * Backend of the MobWorx plugin.
 *
 * @packageDocumentation
 */
export { mobworxPlugin as default } from './plugin';

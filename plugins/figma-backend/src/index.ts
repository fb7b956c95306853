/**
 * Backend of the Figma plugin.
 *
 * @packageDocumentation
 */
export { figmaPlugin as default } from './plugin';

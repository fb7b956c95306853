/**
 * Makes the schema of a running AppSync API the definition of its entity.
 *
 * @packageDocumentation
 */
export { catalogModuleMobworx as default } from './module';

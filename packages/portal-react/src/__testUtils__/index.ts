/**
 * What the tests of our front ends share.
 *
 * @packageDocumentation
 */
export { expectAccessible } from './expectAccessible';
export { homePage, otherTab } from './places';
export { renderPluginApp } from './renderPluginApp';
export type { CatalogOption, PluginAppOptions } from './renderPluginApp';

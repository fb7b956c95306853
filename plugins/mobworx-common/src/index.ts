/**
 * Contract of the MobWorx plugin: what front end and backend say to each other.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './appsync';
export * from './appsyncPrelude';
export * from './errorCodes';
export * from './freshness';
export * from './infrastructure';
export * from './paths';
export * from './permissions';
export * from './promotion';
export * from './services';
export * from './signals';
export * from './status';
export * from './stream';
export * from './studio';

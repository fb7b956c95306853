/**
 * Contract of the Figma plugin: what front end and backend say to each other.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './errorCodes';
export * from './freshness';
export * from './links';
export * from './permissions';
export * from './requests';
export * from './schemas';
export * from './signals';

/**
 * Contract of the Datadog plugin: what front end and backend say to each other.
 *
 * @packageDocumentation
 */
export * from './activitySchemas';
export * from './annotations';
export * from './dependencySchemas';
export * from './embeds';
export * from './errorCodes';
export * from './freshness';
export * from './health';
export * from './links';
export * from './monitorSchemas';
export * from './permissions';
export * from './requests';
export * from './schemas';
export * from './sites';
export * from './sloSchemas';
export * from './statusSchemas';

export * from './devResources';
export * from './file';
export * from './history';
export * from './library';
export * from './parts';
export * from './status';

export * from './container.ts';
export * from './variables.ts';
export * from './configVariables.ts';

import path from 'node:path';

/** Absolute path of something in the chart. */
export const inChart = (name = '.'): string =>
  path.resolve(import.meta.dirname, '../portal', name);

/** Absolute path of a set of values that the tests render. */
export const caseFile = (name: string): string =>
  path.resolve(import.meta.dirname, '../cases', name);

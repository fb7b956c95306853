// Backstage's Jest configuration of all packages, without what takes time and tests nothing.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import backstage from '@backstage/cli/config/jest.js';
import { inRoot } from '../repository.mjs';

const beside = name => fileURLToPath(new URL(name, import.meta.url));

// jsdom has no layout. Our own style sheets are left out by Backstage; those that @backstage/ui puts
// into the page as soon as it is imported are fifty, looked through for every element that a test
// asks for by its role.
const withoutStyles = {
  '/style-inject\\.es\\.esm\\.js$': beside('styleInject.cjs'),
};

// Goes with the checkout. In the directory for temporary files, where Jest would keep what it has
// compiled, each clone leaves a gigabyte for ever.
const CACHE = inRoot('node_modules/.cache/jest');

/** @param covers - whether the coverage of a package in a folder is measured, when it is asked for */
export async function configure(covers = () => true) {
  const config = await backstage;
  return {
    ...config,
    cacheDirectory: CACHE,
    projects: config.projects.map(project => ({
      ...project,
      cacheDirectory: CACHE,
      moduleNameMapper: { ...project.moduleNameMapper, ...withoutStyles },
      ...(covers(path.dirname(project.rootDir))
        ? {}
        : { coveragePathIgnorePatterns: ['/'] }),
    })),
  };
}

export default () => configure();

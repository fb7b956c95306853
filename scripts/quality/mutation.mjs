// yarn mutation:workflows [--only=<subject>]: StrykerJS changes the code of the parts below, one
// change at a time, and runs their tests: a change that no test notices has survived. A full run
// writes docs/quality.md; with --only nothing is written.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { inRoot } from '../repository.mjs';
import { subjects } from './subjects.mjs';
import { score, writeMutation } from './record.mjs';

const PACKAGE = inRoot('plugins/github-workflows-backend');
const WORKERS = 2;

// Backstage's own Jest configuration of the package; its root is the copy that Stryker changes.
async function jestConfig(tests) {
  const require = createRequire(inRoot('package.json'));
  const config = await require('@backstage/cli/config/jest');
  return { ...config, rootDir: 'src', testMatch: tests };
}

async function runSubject({ name, mutate, tests }) {
  const report = inRoot('.data/mutation', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  const stryker = new Stryker({
    mutate: [...mutate, '!src/**/*.test.ts'],
    packageManager: 'yarn',
    testRunner: 'jest',
    jest: {
      projectType: 'custom',
      config: await jestConfig(tests.map(file => `**/${file}`)),
      enableFindRelatedTests: false,
    },
    coverageAnalysis: 'perTest',
    concurrency: WORKERS,
    timeoutMS: 30_000,
    // Below the package, so that the copy finds the same dependencies.
    tempDirName: '.data/stryker',
    cleanTempDir: 'always',
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
    checkers: [],
  });
  const mutants = await stryker.runMutationTest();
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(describe)
    .sort();
  writeFileSync(report.replace(/json$/, 'txt'), `${survivors.join('\n')}\n`);
  process.stdout.write(`${survivors.join('\n')}\n`);
  return { name, ...score(mutants) };
}

const describe = ({ fileName, location, status, mutatorName, replacement }) =>
  `${path.relative(PACKAGE, fileName)}:${location.start.line + 1}:${location.start.column + 1} ${status} ${mutatorName}: ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 120)}`;

const only = process.argv
  .filter(arg => arg.startsWith('--only='))
  .map(arg => arg.slice('--only='.length));
process.chdir(PACKAGE);
const results = [];
for (const subject of subjects) {
  if (only.length && !only.includes(subject.name)) continue;
  results.push(await runSubject(subject));
}
for (const { name, percent, killed, total } of results)
  process.stdout.write(`${name}: ${percent} % (${killed} of ${total})\n`);
if (!only.length) await writeMutation(results);

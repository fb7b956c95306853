import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../repository.mjs';

/**
 * What a part of the tests came to.
 *
 * @typedef {object} Outcome
 * @property {number} passed - tests or checks that passed
 * @property {{name: string, message: string}[]} failures - those that did not
 */

const FAILURE_LINES = 40;

const failure = (name, message) => ({
  name,
  message: stripVTControlCharacters(message ?? '')
    .split('\n')
    .slice(0, FAILURE_LINES)
    .join('\n'),
});

/** The outcome of something that either holds or does not. */
export const check = (name, holds, message) =>
  holds
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [failure(name, message)] };

/** Adds outcomes up. */
export const sum = outcomes => ({
  passed: outcomes.reduce((total, { passed }) => total + passed, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
});

const read = file =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

/**
 * Reads what Jest wrote with --json: every test counts, a file that could not run counts as one
 * failure, and so does a skipped test.
 *
 * @returns an Outcome
 */
export function readJestResults(file) {
  const results = read(file);
  if (!results)
    return check(
      'jest',
      false,
      'Jest wrote no results; its output above says why.',
    );
  const outcomes = results.testResults.map(suite => {
    const name = path.relative(root, suite.name);
    const tests = suite.assertionResults.map(test => {
      const title = `${name} > ${test.fullName}`;
      if (test.status === 'passed') return check(title, true);
      return check(
        title,
        false,
        test.failureMessages?.join('\n') || `The test is ${test.status}.`,
      );
    });
    const ran =
      suite.status !== 'failed' ||
      tests.some(({ failures }) => failures.length);
    return sum([...tests, ...(ran ? [] : [check(name, false, suite.message)])]);
  });
  return sum(outcomes);
}

// Every test of a file, with the names of the groups around it.
function specsOf({ title, specs = [], suites = [] }) {
  const inner = [...specs, ...suites.flatMap(specsOf)];
  return inner.map(spec => ({ ...spec, title: `${title} > ${spec.title}` }));
}

/**
 * Reads what Playwright's json reporter wrote.
 *
 * @returns an Outcome
 */
export function readPlaywrightResults(file) {
  const results = read(file);
  if (!results)
    return check(
      'playwright',
      false,
      'Playwright wrote no results; its output above says why.',
    );
  const outcomes = results.suites.flatMap(suite =>
    specsOf(suite).flatMap(({ title, tests }) =>
      tests.map(test => {
        const errors = test.results.flatMap(result =>
          result.errors.map(({ message }) => message),
        );
        return check(
          title,
          test.status === 'expected',
          errors.join('\n') || `The test was ${test.status}.`,
        );
      }),
    ),
  );
  const atLarge = (results.errors ?? []).map(({ message }) =>
    check('playwright', false, message),
  );
  return sum([...outcomes, ...atLarge]);
}

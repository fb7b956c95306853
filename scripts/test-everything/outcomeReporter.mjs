import path from 'node:path';
import { root } from '../repository.mjs';

/** A reporter of Node's test runner: one line of JSON a test, for nodeTests.mjs. */
export default async function* outcomes(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A group fails when a test in it does, which has a line of its own.
    if (data.details?.type === 'suite') continue;
    const leftOut = data.skip !== undefined || data.todo !== undefined;
    const error = data.details?.error;
    const line = {
      title: `${path.relative(root, data.file ?? root)} > ${data.name}`,
      passed: type === 'test:pass' && !leftOut,
      message: leftOut
        ? 'The test is left out.'
        : (error?.cause?.stack ?? error?.message ?? ''),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

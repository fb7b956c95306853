// yarn test:everything [--only=<part>]: every check and every test, one after the other. It goes on
// after a failure, names all failures at the end and closes with the line "N passed, N failed".
import { isStopping, stopWithThisProcess } from './processes.mjs';
import { check, sum } from './test-everything/results.mjs';
import { parts } from './test-everything/parts.mjs';

const say = line => process.stdout.write(`${line}\n`);

function chosenParts(args) {
  const names = args
    .filter(arg => arg.startsWith('--only='))
    .flatMap(arg => arg.slice('--only='.length).split(','));
  const known = parts.map(({ name }) => name);
  const unknown = [
    ...args.filter(arg => !arg.startsWith('--only=')),
    ...names.filter(name => !known.includes(name)),
  ];
  if (unknown.length) {
    process.stderr.write(
      `portal test: ${unknown.join(', ')} is not known; --only= takes ${known.join(', ')}.\n`,
    );
    process.exit(2);
  }
  return names.length
    ? parts.filter(({ name }) => names.includes(name))
    : parts;
}

async function runPart({ name, run }) {
  say(`\n=== ${name}`);
  const started = Date.now();
  const outcome = await run().catch(error => check(name, false, error.message));
  // What was interrupted has no outcome; this process ends as soon as its children have.
  if (isStopping()) await new Promise(() => {});
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `--- ${name}: ${outcome.passed} passed, ${outcome.failures.length} failed (${seconds} s)`,
  );
  return outcome;
}

stopWithThisProcess();
const outcomes = [];
for (const part of chosenParts(process.argv.slice(2)))
  outcomes.push(await runPart(part));
const { passed, failures } = sum(outcomes);

if (failures.length) say('\n=== What failed');
for (const { name, message } of failures)
  say(`\n* ${name}\n${message.replace(/^/gm, '    ')}`);
say(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;

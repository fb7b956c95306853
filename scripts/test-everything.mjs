// yarn test:everything [--only=<part>]: every check and every test. It goes on after a failure, names
// all failures at the end and closes with the line "N passed, N failed".
import os from 'node:os';
import { isStopping, stopWithThisProcess } from './processes.mjs';
import { check, sum } from './test-everything/results.mjs';
import { parts } from './test-everything/parts.mjs';

// Each takes up to a gigabyte of memory.
const MOST_BESIDE = 4;

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

async function runPart({ name, beside, run }) {
  const title = `\n=== ${name}`;
  if (!beside) say(title);
  const started = Date.now();
  // Also what fails before it gives a promise is one part that fails, and the others go on.
  const outcome = await (async () => run())().catch(error =>
    check(name, false, error.message),
  );
  // What was interrupted has no outcome; this process ends as soon as its children have.
  if (isStopping()) await new Promise(() => {});
  const seconds = Math.round((Date.now() - started) / 1000);
  if (beside) say([title, outcome.output].filter(Boolean).join('\n'));
  say(
    `--- ${name}: ${outcome.passed} passed, ${outcome.failures.length} failed (${seconds} s)`,
  );
  return outcome;
}

/** Runs parts, as many beside each other as there are cores to use. */
async function runBeside(waiting, cores) {
  const outcomes = [];
  const runNext = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift())
      outcomes.push(await runPart(part));
  };
  await Promise.all(Array.from({ length: cores }, runNext));
  return outcomes;
}

stopWithThisProcess();
const chosen = chosenParts(process.argv.slice(2));
const outcomes = await runBeside(
  chosen.filter(({ beside }) => beside),
  Math.min(os.availableParallelism(), MOST_BESIDE),
);
for (const part of chosen.filter(({ beside }) => !beside))
  outcomes.push(await runPart(part));
const { passed, failures } = sum(outcomes);

if (failures.length) say('\n=== What failed');
for (const { name, message } of failures)
  say(`\n* ${name}\n${message.replace(/^/gm, '    ')}`);
say(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;

// What every bench:* command shares: its rows, its --json, and its section of docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { inRoot, root } from '../repository.mjs';

/**
 * One measured number.
 *
 * @typedef {object} Row
 * @property {string} name - what was measured
 * @property {number} value - in the unit
 * @property {string} unit - `s`, `ratio`, ...
 * @property {number} limit - the largest value that is good enough
 * @property {boolean} ok - whether the value keeps the limit
 * @property {string} [note] - how it came about, for people
 */

/** Makes a row; the value is rounded to two places before it is judged. */
export function row({ name, value, unit, limit, note }) {
  const rounded = Math.round(value * 100) / 100;
  return { name, value: rounded, unit, limit, ok: rounded <= limit, note };
}

/** Says what goes on; on stderr, so that stdout stays machine-readable. */
export const progress = line => process.stderr.write(`${line}\n`);

/** The middle value, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} cores (${processors[0].model.trim()}), ${memory} GiB, Node.js ${process.version}`;
}

function commit() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '-uno') ? ' with changes' : '')
    );
  } catch {
    return 'unknown';
  }
}

const table = rows => [
  '| Number | Measured | Limit | | How |',
  '| --- | --- | --- | --- | --- |',
  ...rows.map(
    ({ name, value, unit, limit, ok, note }) =>
      `| ${name} | ${value} ${unit} | ≤ ${limit} ${unit} | ${ok ? 'kept' : '**missed**'} | ${note ?? ''} |`,
  ),
];

async function writeSection(command, title, rows) {
  const file = inRoot('docs/benchmarks.md');
  const [start, end] = [`<!-- ${command} -->`, `<!-- /${command} -->`];
  const section = [
    start,
    '',
    `## ${title}`,
    '',
    `\`yarn ${command}\`, ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, on ${machine()}.`,
    '',
    ...table(rows),
    '',
    end,
  ].join('\n');
  const before = existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# Benchmarks\n\nEach section is written by the command that it names.\n';
  const from = before.indexOf(start);
  const to = before.indexOf(end);
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + section + before.slice(to + end.length)
      : `${before.trimEnd()}\n\n${section}\n`;
  const style = await resolveConfig(file);
  writeFileSync(file, await format(after, { ...style, parser: 'markdown' }));
}

/**
 * Ends a bench command: prints the rows (with `--json` as one array and nothing else), keeps them
 * in docs/benchmarks.md and sets exit code 1 when a row falls short.
 *
 * @param options.command - the name of the script, such as `bench:start`
 * @param options.title - of its section
 * @param options.rows - Row[]
 */
export async function finish({ command, title, rows }) {
  await writeSection(command, title, rows);
  const plain = rows.map(({ note, ...rest }) => rest);
  const text = process.argv.includes('--json')
    ? JSON.stringify(plain, null, 2)
    : table(rows).join('\n');
  process.stdout.write(`${text}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

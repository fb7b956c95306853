// What every bench:* command shares: its rows, its --json, and its section of docs/benchmarks.md.
import { inRoot } from '../repository.mjs';
import { writeSection } from '../sections.mjs';

/**
 * One measured number.
 *
 * @typedef {object} Row
 * @property {string} name - what was measured
 * @property {number | null} value - in the unit; null when it could not be measured
 * @property {string} unit - `s`, `ratio`, ...
 * @property {number} limit - the largest value that is good enough, or the smallest
 * @property {boolean} [atLeast] - true when the limit is the smallest value that is good enough
 * @property {boolean} ok - whether the value keeps the limit
 * @property {string} [note] - how it came about, for people
 */

/** Makes a row; the value is rounded to two places before it is judged. */
export function row({ name, value, unit, limit, atLeast = false, note }) {
  const rounded = Math.round(value * 100) / 100;
  const ok = atLeast ? rounded >= limit : rounded <= limit;
  return { name, value: rounded, unit, limit, atLeast, ok, note };
}

/** A row for what could not be measured. */
export const failedRow = (name, error) => ({
  name,
  value: null,
  unit: '',
  limit: null,
  ok: false,
  note: `could not be measured: ${error.message.split('\n')[0]}`,
});

/** Says what goes on; on stderr, so that stdout stays machine-readable. */
export const progress = line => process.stderr.write(`${line}\n`);

/** The middle value, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** The value that 95 of 100 don’t exceed. */
export const p95 = values =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];

const measured = ({ value, unit }) =>
  value === null ? '' : `${value} ${unit}`;
const wanted = ({ limit, unit, atLeast }) =>
  limit === null ? '' : `${atLeast ? '≥' : '≤'} ${limit} ${unit}`;

const table = rows => [
  '| Number | Measured | Limit | | How |',
  '| --- | --- | --- | --- | --- |',
  ...rows.map(
    one =>
      `| ${one.name} | ${measured(one)} | ${wanted(one)} | ${one.ok ? 'kept' : '**missed**'} | ${one.note ?? ''} |`,
  ),
];

/**
 * Ends a bench command: prints the rows (with `--json` as one array and nothing else), keeps them
 * in docs/benchmarks.md and sets exit code 1 when a row falls short.
 *
 * @param options.command - the name of the script, such as `bench:start`
 * @param options.title - of its section
 * @param options.rows - Row[]
 * @param options.keep - false leaves docs/benchmarks.md as it is, for a part of the rows
 */
export async function finish({ command, title, rows, keep = true }) {
  if (keep)
    await writeSection({
      file: inRoot('docs/benchmarks.md'),
      command,
      title,
      lines: table(rows),
      introduction:
        '# Benchmarks\n\nEach section is written by the command that it names.\n',
    });
  const plain = rows.map(({ note, ...rest }) => rest);
  const text = process.argv.includes('--json')
    ? JSON.stringify(plain, null, 2)
    : table(rows).join('\n');
  process.stdout.write(`${text}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

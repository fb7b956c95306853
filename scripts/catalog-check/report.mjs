/**
 * The problems as lines of text, sorted by file and line, then a count.
 * @param {import('./read.mjs').Problem[]} problems
 */
export function formatProblems(problems) {
  const sorted = [...problems].sort(
    (a, b) =>
      a.file.localeCompare(b.file) ||
      a.line - b.line ||
      a.reason.localeCompare(b.reason),
  );
  const lines = sorted.map(
    ({ file, line, reason, remedy }) =>
      `${file}:${line}  ${reason}. ${remedy}.`,
  );
  const files = new Set(problems.map(({ file }) => file)).size;
  return [
    ...lines,
    '',
    `${count(problems.length, 'mistake')} in ${count(files, 'file')}; docs/catalog.md explains them`,
  ].join('\n');
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

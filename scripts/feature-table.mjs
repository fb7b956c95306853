// yarn features:check: the comparison in the README of the GitHub Workflows plugin. What it calls
// ours has to be held by a test: every row names the file and the title, and both have to exist.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './repository.mjs';

const PLUGIN = inRoot('plugins/github-workflows');
const README = path.join(PLUGIN, 'README.md');
const HEADING = '## Compared with others';
// [file](path): *title of the test*
const TEST = /^\[[^\]]+\]\((?<file>[^)]+)\): _(?<title>.+)_$/;

const plain = text => text.replace(/\\([_*|`])/g, '$1');

function rows(markdown) {
  const from = markdown.indexOf(HEADING);
  if (from < 0) return [];
  const [, section] = markdown.slice(from).split(/^## .*$/m);
  const lines = section.split('\n').filter(line => line.startsWith('|'));
  const [names, , ...body] = lines.map(line =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
  const column = name => names.indexOf(name);
  return body
    .filter(cells => !cells[column('here')].startsWith('–'))
    .map(cells => ({ feature: cells[0], test: cells[column('held by')] }));
}

/** What is wrong with a row, or nothing. */
function mistakeOf({ feature, test }) {
  const named = TEST.exec(test ?? '');
  if (!named) return `${feature}: the last column names no test`;
  const file = path.resolve(PLUGIN, named.groups.file);
  if (!existsSync(file)) return `${feature}: there is no ${named.groups.file}`;
  // Formatting breaks long lines, so the title counts without its spaces.
  const dense = text => text.replaceAll(/\s+/g, '');
  const title = plain(named.groups.title);
  return dense(readFileSync(file, 'utf8')).includes(dense(title))
    ? undefined
    : `${feature}: ${named.groups.file} has no test "${title}"`;
}

const found = rows(readFileSync(README, 'utf8'));
const mistakes = found.map(mistakeOf).filter(Boolean);
if (found.length === 0) mistakes.push(`${README} has no table of features.`);
for (const mistake of mistakes) process.stdout.write(`${mistake}\n`);
process.stdout.write(`${found.length} features, ${mistakes.length} mistakes\n`);
process.exitCode = mistakes.length ? 1 : 0;

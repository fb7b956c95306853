// yarn features:check: the comparisons in the READMEs of our plugins. What they call ours has to be
// held by a test: every row names the file and the title, and both have to exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './repository.mjs';

const HEADING = '## Compared with others';
// [file](path): *title of the test*
const TEST = /^\[[^\]]+\]\((?<file>[^)]+)\): _(?<title>.+)_$/;

const plain = text => text.replace(/\\([_*|`])/g, '$1');

function readmes() {
  const plugins = inRoot('plugins');
  return readdirSync(plugins)
    .map(plugin => path.join(plugins, plugin, 'README.md'))
    .filter(readme => existsSync(readme))
    .map(readme => ({
      plugin: path.dirname(readme),
      markdown: readFileSync(readme, 'utf8'),
    }))
    .filter(({ markdown }) => markdown.includes(HEADING));
}

function rows(markdown) {
  const [, section] = markdown
    .slice(markdown.indexOf(HEADING))
    .split(/^## .*$/m);
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
function mistakeOf(plugin, { feature, test }) {
  const named = TEST.exec(test ?? '');
  if (!named) return `${feature}: the last column names no test`;
  const file = path.resolve(plugin, named.groups.file);
  if (!existsSync(file)) return `${feature}: there is no ${named.groups.file}`;
  // Formatting breaks long lines, so the title counts without its spaces.
  const dense = text => text.replaceAll(/\s+/g, '');
  const title = plain(named.groups.title);
  return dense(readFileSync(file, 'utf8')).includes(dense(title))
    ? undefined
    : `${feature}: ${named.groups.file} has no test "${title}"`;
}

/** How many features a README has, and its mistakes. */
function judge({ plugin, markdown }) {
  const found = rows(markdown);
  const name = path.basename(plugin);
  const mistakes = found
    .map(row => mistakeOf(plugin, row))
    .filter(Boolean)
    .map(mistake => `${name}: ${mistake}`);
  if (found.length === 0) mistakes.push(`${name} has no table of features.`);
  return { found: found.length, mistakes };
}

const judged = readmes().map(judge);
const mistakes = judged.flatMap(one => one.mistakes);
if (judged.length === 0) mistakes.push('No README has a table of features.');
for (const mistake of mistakes) process.stdout.write(`${mistake}\n`);
const count = judged.reduce((sum, { found }) => sum + found, 0);
process.stdout.write(`${count} features, ${mistakes.length} mistakes\n`);
process.exitCode = mistakes.length ? 1 : 0;

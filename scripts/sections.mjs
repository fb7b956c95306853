// Sections of documents that a command writes anew each time, between two comments with its name.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { root } from './repository.mjs';

function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} cores (${processors[0].model.trim()}), ${memory} GiB, Node.js ${process.version}`;
}

/** The commit that is checked out, short, `unknown` outside of git. */
export function commit() {
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

/** Today as `2026-11-22`, in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/**
 * Replaces a command's section of a document, or adds it at the end.
 *
 * @param options.file - absolute path of the Markdown file
 * @param options.command - the name of the script, such as `bench:start`; it marks the section
 * @param options.title - heading of the section
 * @param options.lines - Markdown below the line that says when and on what it was written
 * @param options.introduction - how the file begins when there is none yet
 */
export async function writeSection({
  file,
  command,
  title,
  lines,
  introduction,
}) {
  const [start, end] = [`<!-- ${command} -->`, `<!-- /${command} -->`];
  const section = [
    start,
    '',
    `## ${title}`,
    '',
    `\`yarn ${command}\`, ${today()}, commit ${commit()}, on ${machine()}.`,
    '',
    ...lines,
    '',
    end,
  ].join('\n');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : introduction;
  const from = before.indexOf(start);
  const to = before.indexOf(end);
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + section + before.slice(to + end.length)
      : `${before.trimEnd()}\n\n${section}\n`;
  const style = await resolveConfig(file);
  writeFileSync(file, await format(after, { ...style, parser: 'markdown' }));
}

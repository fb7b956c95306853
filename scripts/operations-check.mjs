// yarn operations:check: the pages of docs/operations. Their commands that need no account are run, in
// the order of the pages, and whatever the pages name has to be there.
import { runOrThrow, stopWithThisProcess } from './processes.mjs';
import { inRoot, root } from './repository.mjs';
import { commandBlocks, pages } from './operations/commands.mjs';
import { nameProblems } from './operations/names.mjs';

// Those are parts of `./portal test` of their own, or all of it.
const RUN_ELSEWHERE = [
  './portal test',
  './portal test:deploy',
  './portal config:check',
];

const say = line => process.stdout.write(`${line}\n`);

async function runCommands() {
  const blocks = pages()
    .flatMap(commandBlocks)
    .filter(({ place }) => place === 'Anywhere');
  for (const { where, script } of blocks) {
    const commands = script
      .split('\n')
      .filter(line => line && !RUN_ELSEWHERE.includes(line))
      .join('\n');
    if (commands) {
      say(`${where}\n${commands}`);
      await runOrThrow({
        name: where,
        command: 'bash',
        args: ['-euo', 'pipefail', '-c', commands],
        cwd: root,
      });
    }
  }
}

stopWithThisProcess();
await runCommands();
const { variableGroups } = await import(
  inRoot('packages/backend/src/environment/variables.ts')
);
const problems = await nameProblems(variableGroups);
for (const problem of problems) say(problem);
say(`${problems.length} problems in ${pages().length} pages`);
process.exitCode = problems.length ? 1 : 0;

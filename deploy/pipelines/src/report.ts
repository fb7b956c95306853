import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What AWS answered, as a file has it. */
export const readAnswer = <T>(file: string): T =>
  JSON.parse(readFileSync(file, 'utf8'));

/** Ends a step of a workflow: a sentence when all is well, else an annotation for each problem. */
export function end(problems: string[], success: string): void {
  for (const problem of problems) process.stdout.write(`::error::${problem}\n`);
  if (problems.length) process.exitCode = 1;
  else process.stdout.write(`${success}\n`);
}

/** Whether the file with this address is the one that Node was told to run. */
export const isProgram = (url: string): boolean =>
  url === pathToFileURL(process.argv[1]).href;

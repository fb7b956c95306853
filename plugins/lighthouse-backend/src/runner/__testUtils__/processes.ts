import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface FoundProcess {
  pid: number;
  parentPid: number;
  command: string;
  /** As `NAME=value`. */
  environment: string[];
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The living processes whose command line, or whose environment, holds a text. */
export function processesWith(text: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(name => {
      const [, state, parent] = /\) (\w) (\d+) /.exec(read(name, 'stat')) ?? [];
      return {
        pid: Number(name),
        parentPid: Number(parent),
        command: read(name, 'cmdline').replaceAll('\0', ' '),
        environment: read(name, 'environ').split('\0'),
        gone: state === undefined || state === 'Z',
      };
    })
    .filter(
      ({ command, environment, gone }) =>
        !gone &&
        (command.includes(text) ||
          environment.some(variable => variable.includes(text))),
    );
}

/** Waits until something is so. */
export async function until(
  holds: () => boolean,
  what: string,
  limitMs = 60_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(`Not within ${limitMs / 1000} s: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

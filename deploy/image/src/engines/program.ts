import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { Running } from './engine.ts';

const execute = promisify(execFile);
const ROOM = 64 * 1024 * 1024;

/**
 * Runs a program to its end.
 *
 * @returns what it wrote, without the last line break
 * @throws Error with its last lines
 */
export async function outputOf(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  try {
    const { stdout } = await execute(command, args, {
      env: { ...process.env, ...env },
      maxBuffer: ROOM,
    });
    return stdout.trimEnd();
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Record<string, string>;
    const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-25);
    throw new Error(
      `${command} ${args[0]} failed:\n${lines.join('\n') || (error as Error).message}`,
    );
  }
}

/**
 * Starts a program that runs a container.
 *
 * @param terminate - asks what is inside to end
 */
export function startContainer(
  command: string,
  args: string[],
  env: Record<string, string>,
  terminate: () => Promise<void>,
): Running {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const remember = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on('data', remember);
  child.stderr.on('data', remember);
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    output: () => text,
    terminate,
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code =>
        resolve({ code: code ?? -1, output: text.trim() }),
      );
    }),
  };
}

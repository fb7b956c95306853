import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const SCRIPT = `
  import { createEmulator } from 'emulate';
  const [seed] = process.argv.slice(1);
  const { url } = await createEmulator({
    service: 'github',
    port: 0,
    seed: JSON.parse(seed),
  });
  console.log(url);
`;

/**
 * Starts the GitHub of the package `emulate` on loopback, as a process of its own: it is made of
 * ES modules, which Jest doesn't load.
 *
 * @param seed - as its documentation says, for the service `github`, with `tokens`
 */
export async function startEmulate(
  seed: object,
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, JSON.stringify(seed)],
    { cwd: __dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([
    once(lines, 'line'),
    ended.then(() => {
      throw new Error('emulate did not start');
    }),
  ])) as [string];
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

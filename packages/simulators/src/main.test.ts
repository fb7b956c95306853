import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const packageFolder = path.resolve(__dirname, '..');
const running: ChildProcess[] = [];

afterEach(() => running.splice(0).forEach(child => child.kill('SIGKILL')));

/** Starts the process as the package's `start` script does. */
function startProcess(env: Record<string, string>) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      'src/main.ts',
    ],
    { cwd: packageFolder, env: { PATH: process.env.PATH, ...env } },
  );
  running.push(child);
  const output = { stdout: '', stderr: '' };
  const ready = new Promise<string>(resolve => {
    child.stdout.on('data', chunk => {
      output.stdout += chunk;
      resolve(output.stdout.trim());
    });
  });
  child.stderr.on('data', chunk => {
    output.stderr += chunk;
  });
  const exit = new Promise<number | null>(resolve => {
    child.once('close', code => resolve(code));
  });
  return { child, output, ready, exit };
}

describe('the process', () => {
  it('says in one line where it is, serves, and ends cleanly when told to', async () => {
    const { child, ready, exit, output } = startProcess({
      SIMULATED_UPSTREAMS: 'github',
      SIMULATED_GITHUB_PORT: '0',
      SIMULATED_CLOCK: 'manual',
    });
    const line = await ready;
    expect(line).toMatch(
      /^Simulated GitHub is ready on http:\/\/localhost:\d+$/,
    );
    const url = line.split(' ').at(-1)!;
    const response = await fetch(`${url}/api/v3/user`, {
      headers: { Authorization: 'Bearer gho_simulated_sam-okoro' },
    });
    expect(await response.json()).toMatchObject({ login: 'sam-okoro' });
    const advanced = await fetch(`${url}/_simulator/clock/advance`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"ms":1000}',
    });
    expect(advanced.status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output).toEqual({ stdout: `${line}\n`, stderr: '' });
  }, 30_000);

  it('starts the environments of MobWorx, and says where their services are', async () => {
    const { child, output, ready, exit } = startProcess({
      SIMULATED_UPSTREAMS: 'staging',
      SIMULATED_STAGING_PORT: '0',
    });
    const line = await ready;
    expect(line).toMatch(
      /^Simulated staging is ready: AppSync http:\/\/localhost:\d+\/graphql, Stream http:\/\/localhost:\d+ and ws:\/\/localhost:\d+, Studio http:\/\/localhost:\d+, AWS http:\/\/localhost:\d+$/,
    );
    const studio = /Studio (\S+),/.exec(line)![1];
    const health = await fetch(`${studio}/health`);
    expect(await health.json()).toMatchObject({ version: '1.4.0' });
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output.stderr).toBe('');
  }, 30_000);

  it('starts both servers of SonarQube', async () => {
    const { child, output, ready, exit } = startProcess({
      SIMULATED_UPSTREAMS: 'sonarqube',
      SIMULATED_SONARQUBE_PORT: '0',
    });
    const line = await ready;
    expect(line).toMatch(
      /^Simulated SonarQube is ready on http:\/\/localhost:\d+ and http:\/\/localhost:\d+$/,
    );
    const urls = [...line.matchAll(/http:\S+/g)].map(([url]) => url);
    const servers = await Promise.all(
      urls.map(async url => (await fetch(`${url}/_simulator`)).json()),
    );
    expect(servers.map(({ environment }) => environment)).toEqual([
      'server',
      'community',
    ]);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output.stderr).toBe('');
  }, 30_000);

  it('says in one sentence that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>(resolve =>
      other.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = other.address() as AddressInfo;
    const { exit, output } = startProcess({
      SIMULATED_GITHUB_PORT: String(port),
    });
    expect(await exit).toBe(1);
    expect(output.stderr).toBe(
      `Simulators: Port ${port} is taken: stop what listens there, or set SIMULATED_GITHUB_PORT to another port.\n`,
    );
    other.close();
  }, 30_000);

  it.each([
    [
      'SIMULATED_UPSTREAMS',
      'github,mars',
      'SIMULATED_UPSTREAMS names some of github, staging, production, figma, sonarqube, websites, datadog, bugsnag, not "mars"',
    ],
    [
      'SIMULATED_STAGING_PORT',
      '65533',
      'SIMULATED_STAGING_PORT is not usable: 65533',
    ],
    [
      'SIMULATED_GITHUB_PORT',
      'seven',
      'SIMULATED_GITHUB_PORT is not usable: seven',
    ],
    ['SIMULATED_CLOCK_SPEED', '0', 'SIMULATED_CLOCK_SPEED is not usable: 0'],
    [
      'SIMULATED_CLOCK',
      'sundial',
      'SIMULATED_CLOCK is "real" or "manual", not "sundial"',
    ],
    [
      'SIMULATED_WEBHOOK_URL',
      'http://localhost:1',
      'Set SIMULATED_WEBHOOK_URL and SIMULATED_WEBHOOK_SECRET together',
    ],
  ])(
    'names a setting that it cannot use: %s',
    async (name, value, message) => {
      const { exit, output } = startProcess({ [name]: value });
      expect(await exit).toBe(1);
      expect(output.stderr).toBe(`Simulators: ${message}\n`);
    },
    30_000,
  );
});

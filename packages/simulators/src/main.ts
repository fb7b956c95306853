import { ManualClock, RealClock, type SimulatorClock } from './clock';
import { startGithubSimulator } from './github/simulator';
import type { WebhookTarget } from './github/webhooks';

/** What the environment asks of the process. */
interface Settings {
  port: number;
  clock: SimulatorClock;
  webhooks?: WebhookTarget;
}

class SettingError extends Error {}

function numberSetting(
  name: string,
  fallback: number,
  isValid: (value: number) => boolean,
): number {
  const text = process.env[name];
  const value = text === undefined || text === '' ? fallback : Number(text);
  if (!isValid(value)) {
    throw new SettingError(`${name} is not usable: ${text}`);
  }
  return value;
}

function readSettings(): Settings {
  const port = numberSetting(
    'SIMULATED_GITHUB_PORT',
    7010,
    value => Number.isInteger(value) && value >= 0 && value < 65_536,
  );
  const speed = numberSetting('SIMULATED_CLOCK_SPEED', 1, value => value > 0);
  const kind = process.env.SIMULATED_CLOCK ?? 'real';
  if (kind !== 'real' && kind !== 'manual') {
    throw new SettingError(
      `SIMULATED_CLOCK is "real" or "manual", not "${kind}"`,
    );
  }
  const { SIMULATED_WEBHOOK_URL: url, SIMULATED_WEBHOOK_SECRET: secret } =
    process.env;
  if (Boolean(url) !== Boolean(secret)) {
    throw new SettingError(
      'Set SIMULATED_WEBHOOK_URL and SIMULATED_WEBHOOK_SECRET together',
    );
  }
  return {
    port,
    clock: kind === 'manual' ? new ManualClock() : new RealClock(speed),
    webhooks: url && secret ? { url, secret } : undefined,
  };
}

async function main(): Promise<void> {
  const settings = readSettings();
  const github = await startGithubSimulator(settings).catch(error => {
    if (error.code === 'EADDRINUSE') {
      throw new SettingError(
        `Port ${settings.port} is taken: stop what listens there, or set SIMULATED_GITHUB_PORT to another port.`,
      );
    }
    throw error;
  });
  process.stdout.write(`Simulated GitHub is ready on ${github.url}\n`);
  const stop = () => github.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch(error => {
  const text = error instanceof SettingError ? error.message : error.stack;
  process.stderr.write(`Simulators: ${text}\n`);
  process.exit(1);
});

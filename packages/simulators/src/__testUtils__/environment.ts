import {
  startMobworxEnvironment,
  type EnvironmentOptions,
  type MobworxEnvironment,
} from '../mobworx/environment';
import type { ManualClock } from '../clock';

/** Starts environments for the tests of a file, and ends them after each. */
export function environments() {
  const running: MobworxEnvironment[] = [];
  afterEach(async () => {
    await Promise.all(
      running.splice(0).map(environment => environment.close()),
    );
  });
  return async (
    options: EnvironmentOptions = {},
  ): Promise<MobworxEnvironment<ManualClock>> => {
    const environment = await startMobworxEnvironment(options);
    running.push(environment);
    return environment;
  };
}

/** POSTs JSON and reads JSON. */
export async function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** How a client of AWS reaches the account of a simulated environment. */
export const awsSettings = ({ aws, seed }: MobworxEnvironment) => ({
  endpoint: aws.service.url,
  region: seed.aws.region,
  credentials: seed.aws.accessKeys[0],
  maxAttempts: 1,
});

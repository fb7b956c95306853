import { get, IncomingMessage } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const MEGABYTE = 2 ** 20;

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.github.reset());
afterAll(async () => portal.stop());

/** A finished run with its first job, as GitHub has them. */
function finished() {
  const run = portal.github.state
    .runs('MobWorx/appsync-service')
    .find(({ workflow }) => workflow.path.endsWith('ci.yml'))!;
  return { run, job: run.attempts[0].jobs[0] };
}

/** Lets a finished job have a log of many MB, and counts how much of it GitHub was made to give. */
function enlarge(megabytes: number) {
  const { run, job } = finished();
  const perLine = 130;
  const given = { lines: 0, of: Math.ceil((megabytes * MEGABYTE) / perLine) };
  job.steps.at(-1)!.output.push({
    count: given.of,
    line: index => {
      given.lines = index + 1;
      return 'x'.repeat(perLine - 30);
    },
  });
  return { path: `${APPSYNC}/runs/${run.id}/jobs/${job.id}/log`, given, job };
}

/** Opens a log without reading more than comes by itself. */
async function open(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      {
        port: portal.port,
        path: `/api/github-workflows${path}`,
        headers: {
          authorization: mockCredentials.user.header('user:default/sam-okoro'),
        },
      },
      resolve,
    ).once('error', reject);
  });
}

/** The value once it has stopped growing. */
async function settled(value: () => number): Promise<number> {
  for (let last = -1, same = 0; same < 5;) {
    same = value() === last ? same + 1 : 0;
    last = value();
    await new Promise(resolve => setTimeout(resolve, 40));
  }
  return value();
}

it('streams a log of 100 MB at the pace of its reader', async () => {
  const { path, given } = enlarge(100);
  const log = await open(path);
  expect(log.headers['content-type']).toBe('text/plain; charset=utf-8');
  const before = await settled(() => given.lines);
  // What lies between: the buffers of two connections.
  expect(before).toBeLessThan(given.of / 3);
  let bytes = 0;
  for await (const chunk of log) {
    bytes += chunk.length;
  }
  expect(given.lines).toBe(given.of);
  expect(bytes).toBeGreaterThan(99 * MEGABYTE);
});

it('stops reading from GitHub when the browser goes away', async () => {
  const { path, given } = enlarge(100);
  const log = await open(path);
  log.destroy();
  await settled(() => given.lines);
  expect(given.lines).toBeLessThan(given.of / 3);
});

it('breaks off with GitHub, so that half a log doesn’t look like a whole one', async () => {
  const { path, job } = enlarge(1);
  job.steps.at(-1)!.output.push({
    count: 1,
    line: () => {
      throw new Error('GitHub breaks off');
    },
  });
  const log = await open(path);
  await expect(
    (async () => {
      for await (const chunk of log) expect(chunk.length).toBeGreaterThan(0);
    })(),
  ).rejects.toThrow();
});

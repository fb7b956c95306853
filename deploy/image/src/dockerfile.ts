import { readFileSync } from 'node:fs';
import {
  DockerfileParser,
  Healthcheck,
  type Instruction,
} from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import dockerfilelint from 'dockerfilelint';
import { container, probeCommand } from './container.ts';

const root = new URL('../../../', import.meta.url);

/** The text of the Dockerfile at the root of the repository. */
export const dockerfile = (): string =>
  readFileSync(new URL('Dockerfile', root), 'utf8');

/** `name:tag@sha256:…`: what a registry gives is then always the same bytes. */
export const PINNED_IMAGE = /^[a-z0-9./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/;

/** Of a base, which installs what this image never has to. */
const TOOLCHAIN =
  /\b(gcc|g\+\+|clang|make|cmake|python3?|build-essential|node-gyp)\b/;

interface Stage {
  image: string;
  name?: string;
  instructions: Instruction[];
}

function stagesOf(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const [image, , name] = instruction
        .getArguments()
        .map(argument => argument.getValue());
      stages.push({ image, name, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

const wordsOf = (instruction: Instruction | undefined): string =>
  instruction?.getRawArgumentsContent()?.replace(/\\\n/g, ' ') ?? '';

/** A list in JSON, or the text when it is none: that form starts a shell, which eats signals. */
function listOf(instruction: Instruction | undefined): string {
  const text = wordsOf(instruction);
  const list = text.slice(Math.max(0, text.indexOf('[')));
  try {
    return JSON.stringify(JSON.parse(list));
  } catch {
    return text;
  }
}

/** What the linters say, as sentences. */
export function lintProblems(text: string): string[] {
  return [
    ...validate(text).map(
      ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
    ),
    ...dockerfilelint
      .run(import.meta.dirname, text.replace(/ --start-period=\S+/, ''))
      // It takes the name of an earlier stage for an image; dockerfileProblems knows better. The
      // hyphen in --start-period is beyond it.
      .filter(({ title }) => title !== 'Base Image Missing Tag')
      .map(({ title, line }) => `line ${line}: ${title}`),
  ];
}

/**
 * Holds a Dockerfile against how the container is run (container.ts), and against our own rules.
 *
 * @param text - of the Dockerfile
 * @returns a sentence for each problem
 */
export function dockerfileProblems(text: string): string[] {
  const stages = stagesOf(text);
  const final = stages.at(-1);
  if (!final) return ['There is no stage.'];
  const last = (keyword: string): Instruction | undefined =>
    final.instructions.findLast(each => each.getKeyword() === keyword);
  const names = new Set(stages.map(({ name }) => name));
  const ports = final.instructions
    .filter(each => each.getKeyword() === 'EXPOSE')
    .map(wordsOf);
  const health = final.instructions.find(each => each instanceof Healthcheck);
  const differs = (what: string, is: string, wanted: string) =>
    is === wanted
      ? []
      : [`${what} is ${is || 'not set'} instead of ${wanted}.`];
  return [
    ...stages
      .filter(({ image }) => !names.has(image) && !PINNED_IMAGE.test(image))
      .map(({ image }) => `${image} is not pinned by its digest.`),
    ...stages.flatMap(({ instructions }) =>
      instructions
        .filter(
          each => each.getKeyword() === 'RUN' && TOOLCHAIN.test(wordsOf(each)),
        )
        .map(each => `A toolchain is installed: ${wordsOf(each)}`),
    ),
    ...differs(
      'USER',
      wordsOf(last('USER')),
      `${container.user}:${container.user}`,
    ),
    ...differs('WORKDIR', wordsOf(last('WORKDIR')), container.workingDirectory),
    ...differs('CMD', listOf(last('CMD')), JSON.stringify(container.command)),
    ...differs('ENTRYPOINT', listOf(last('ENTRYPOINT')), '[]'),
    ...differs(
      'VOLUME',
      listOf(last('VOLUME')),
      JSON.stringify([container.writableDirectory]),
    ),
    ...differs(
      'EXPOSE',
      ports.join(' '),
      `${container.port} ${container.metricsPort}`,
    ),
    ...differs(
      'HEALTHCHECK',
      listOf(last('HEALTHCHECK')),
      JSON.stringify(probeCommand(container.readinessPath)),
    ),
    ...differs(
      'The start period of HEALTHCHECK',
      health
        ?.getFlags()
        .find(flag => flag.getName() === 'start-period')
        ?.getValue() ?? '',
      `${container.startupSeconds}s`,
    ),
  ];
}

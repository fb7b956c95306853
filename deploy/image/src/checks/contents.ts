import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import type { ImageFacts } from '../engines/engine.ts';

/** The most bytes that an image without Chromium may have: a number of the project. */
export const MOST_BYTES = 900_000_000;

const PROGRAMS = ['bin', 'sbin', 'usr/bin', 'usr/sbin', 'usr/local/bin'];
const TOOLCHAIN =
  /^(gcc|g\+\+|cc|c\+\+|clang|make|cmake|ld|python[\d.]*|npm|npx|yarn|corepack|node-gyp)$/;
const TEXT = /\.(c?m?js|json|ya?ml|html|css|sql|md|txt|pem|env)$|^[^.]+$|^\./;
// Text with its source inside, as one line of a data URL.
const INLINE_MAP = /sourceMappingURL=data:application\/json/;
/** What the image has of the repository, besides the packages. */
const KNOWN_AT_TOP = [
  '.yarn',
  '.yarnrc.yml',
  'app-config.production.yaml',
  'app-config.yaml',
  'backstage.json',
  'catalog',
  'catalog-info.yaml',
  'docs',
  'mkdocs.yml',
  'node_modules',
  'package.json',
  'packages',
  'plugins',
  'yarn.lock',
];

/** For people to read. */
export const inMegabytes = (bytes: number): string =>
  `${Math.round(bytes / 1_000_000)} MB`;

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

function* filesIn(folder: string, leftOut?: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== leftOut)
      yield* filesIn(file, leftOut);
    else if (entry.isFile()) yield file;
  }
}

/** What the preset of secretlint finds in a text. */
async function secretsIn(filePath: string, content: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: {
      filePath,
      content,
      ext: path.extname(filePath),
      contentType: 'text',
    },
    options: {
      noPhysicFilePath: true,
      maskSecrets: true,
      config: {
        rules: [
          {
            id: '@secretlint/secretlint-rule-preset-recommend',
            rule: recommended,
          },
        ],
      },
    },
  });
  return messages.map(({ message }) => message);
}

/**
 * Looks at the files of the image.
 *
 * @param root - folder with all of them
 * @param marker - a text that was near the build, and must not be in any of them
 * @returns a sentence for each problem
 */
export async function contentProblems(
  root: string,
  marker: string,
): Promise<string[]> {
  const problems: string[] = [];
  const app = path.join(root, 'app');
  for (const folder of PROGRAMS)
    for (const name of list(path.join(root, folder)))
      if (TOOLCHAIN.test(name))
        problems.push(
          `/${folder}/${name} is there: nobody builds in a running portal.`,
        );
  for (const name of list(app))
    if (!KNOWN_AT_TOP.includes(name))
      problems.push(`/app/${name} is there, and nothing needs it.`);
  for (const file of filesIn(app)) {
    const shown = `/${path.relative(root, file)}`;
    if (file.endsWith('.map')) problems.push(`${shown} is a source map.`);
    const name = path.basename(file);
    if (!TEXT.test(name) || statSync(file).size > 20_000_000) continue;
    const text = readFileSync(file, 'utf8');
    if (text.includes(marker)) problems.push(`${shown} has the marker.`);
    if (shown.includes('/node_modules/')) continue;
    if (INLINE_MAP.test(text))
      problems.push(`${shown} has its source map inside.`);
    for (const secret of await secretsIn(shown, text))
      problems.push(`${shown}: ${secret}`);
  }
  return problems;
}

/**
 * Looks at what the image says of itself.
 *
 * @param secrets - texts that were near the build
 * @returns a sentence for each problem
 */
export function factProblems(
  { size, env, history, user }: ImageFacts,
  secrets: string[],
): string[] {
  const said = [...env, ...history].join('\n');
  const named = env
    .map(each => each.split('=')[0])
    .filter(name => /SECRET|TOKEN|PASSWORD|_KEY$|REGISTRY/.test(name));
  return [
    ...(size > MOST_BYTES
      ? [
          `It has ${inMegabytes(size)}; ${inMegabytes(MOST_BYTES)} are the limit.`,
        ]
      : []),
    ...(/^[1-9]\d*(:\d+)?$/.test(user)
      ? []
      : [`Its user is "${user}": Kubernetes wants a number, and not 0.`]),
    ...named.map(name => `It sets ${name}.`),
    ...secrets
      .filter(secret => said.includes(secret))
      .map(() => 'Its history or variables have a secret of the build.'),
  ];
}

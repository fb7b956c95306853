// catalog/locations.yaml: one Location an entity file.
//
// Why not one Location with the target ./catalog/**/*.yaml? Backstage takes all files of a Location or
// none: a single broken one would empty the whole catalog at the next start. With a Location a file,
// the broken one is named and the rest loads.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FOLDER, LOCATIONS_FILE, ROOT_FILE, listFiles } from './read.mjs';

const REWRITE = 'Run ./portal catalog:check --write';

/** Writes the list anew from the files that are there. */
export function writeLocations(root) {
  const entries = entityFiles(listFiles(root)).map(file => {
    const target = targetOf(file);
    return [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Location',
      `metadata: { name: ${nameOf(target)} }`,
      `spec: { target: ${/^[\w./-]+$/.test(target) ? target : JSON.stringify(target)} }`,
    ].join('\n');
  });
  const header = [
    '# Written by ./portal catalog:check --write; do not edit it by hand.',
    '# One Location a file, because Backstage loads all files of a Location or none: this way a broken',
    '# file loses only its own entity.',
  ].join('\n');
  fs.writeFileSync(
    path.join(root, LOCATIONS_FILE),
    `${[header, ...entries].join('\n---\n')}\n`.replace('\n---\n', '\n'),
  );
}

/**
 * @param {string} root
 * @param {string[]} files every YAML file of the catalog
 * @param {import('./read.mjs').CatalogEntity[]} entities everything that was read
 * @returns {import('./read.mjs').Problem[]}
 */
export function checkLocations(root, files, entities) {
  const listed = new Set();
  const problems = [];
  const report = (file, line, reason, remedy) =>
    problems.push({ file, line, reason, remedy });
  if (
    !targetsIn(ROOT_FILE, entities).some(
      ({ target }) => target === `./${LOCATIONS_FILE}`,
    )
  ) {
    report(
      ROOT_FILE,
      1,
      `No Location has the target ./${LOCATIONS_FILE}`,
      'Without it the portal loads nothing below catalog/; add it again',
    );
  }
  for (const { target, line } of targetsIn(LOCATIONS_FILE, entities)) {
    if (listed.has(target)) {
      report(LOCATIONS_FILE, line, `${target} is listed twice`, REWRITE);
    } else if (/[*?[\]{}]/.test(target)) {
      report(
        LOCATIONS_FILE,
        line,
        `${target} is a pattern, so one broken file would lose all of them`,
        REWRITE,
      );
    } else if (!fs.existsSync(path.join(root, FOLDER, target))) {
      report(
        LOCATIONS_FILE,
        line,
        `${target} is listed, but there is no such file`,
        REWRITE,
      );
    }
    listed.add(target);
  }
  for (const file of entityFiles(files)) {
    if (!listed.has(targetOf(file))) {
      report(
        file,
        1,
        `The portal does not load this file: it is not in ${LOCATIONS_FILE}`,
        REWRITE,
      );
    }
  }
  return problems;
}

function targetsIn(file, entities) {
  return entities
    .filter(entity => entity.file === file && entity.value.kind === 'Location')
    .flatMap(({ value, lineOf }) => {
      const single = String(value.spec?.target ?? '');
      const several = [value.spec?.targets ?? []].flat().map(String);
      return [
        ...(single
          ? [{ target: single, line: lineOf(['spec', 'target']) }]
          : []),
        ...several.map((target, i) => ({
          target,
          line: lineOf(['spec', 'targets', i]),
        })),
      ];
    });
}

function entityFiles(files) {
  return files.filter(file => file !== ROOT_FILE && file !== LOCATIONS_FILE);
}

/** catalog/components/webapp.yaml → ./components/webapp.yaml, as seen from the list. */
function targetOf(file) {
  return `./${path.posix.relative(FOLDER, file)}`;
}

/** ./components/webapp.yaml → components.webapp, cut to what Backstage takes for a name. */
function nameOf(target) {
  const name = target
    .slice(2)
    .replace(/\.ya?ml$/i, '')
    .replaceAll('/', '.')
    .replace(/[^\w.-]+/g, '-');
  if (name.length <= 63) return name;
  const digest = createHash('sha256').update(target).digest('hex').slice(0, 8);
  return `${name.slice(0, 54)}-${digest}`;
}

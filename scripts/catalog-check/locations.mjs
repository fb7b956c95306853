// catalog/locations.yaml and catalog/org.yaml: one Location an entity file.
//
// Why two lists? People and teams are those of the organisation on GitHub where there is one: such a
// portal doesn't load catalog/org.yaml, and nothing has to be refused.
//
// Why not one Location with the target ./catalog/**/*.yaml? Backstage takes all files of a Location or
// none: a single broken one would empty the whole catalog at the next start. With a Location a file,
// the broken one is named and the rest loads.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  FOLDER,
  LISTS,
  LOCATIONS_FILE,
  PEOPLE_FILE,
  PEOPLE_FOLDER,
  ROOT_FILE,
  listFiles,
} from './read.mjs';

const REWRITE = 'Run ./portal catalog:check --write';

const WRITTEN = [LOCATIONS_FILE, PEOPLE_FILE];

/** Writes both lists anew from the files that are there. */
export function writeLocations(root) {
  const files = entityFiles(listFiles(root));
  for (const list of WRITTEN)
    writeList(
      path.join(root, list),
      files.filter(file => listOf(file) === list),
    );
}

function writeList(file, entityFilesOfIt) {
  const entries = entityFilesOfIt.map(each => {
    const target = targetOf(each);
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
    file,
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
  const listed = Object.fromEntries(
    WRITTEN.map(list => [list, checkList(root, list, entities, report)]),
  );
  for (const file of entityFiles(files)) {
    const list = listOf(file);
    if (!listed[list].has(targetOf(file))) {
      report(
        file,
        1,
        `The portal does not load this file: it is not in ${list}`,
        REWRITE,
      );
    }
  }
  return problems;
}

/** Reports what is wrong with a list, and returns the targets that it has. */
function checkList(root, list, entities, report) {
  const listed = new Set();
  for (const { target, line } of targetsIn(list, entities)) {
    if (listed.has(target)) {
      report(list, line, `${target} is listed twice`, REWRITE);
    } else if (/[*?[\]{}]/.test(target)) {
      report(
        list,
        line,
        `${target} is a pattern, so one broken file would lose all of them`,
        REWRITE,
      );
    } else if (!fs.existsSync(path.join(root, FOLDER, target))) {
      report(
        list,
        line,
        `${target} is listed, but there is no such file`,
        REWRITE,
      );
    }
    listed.add(target);
  }
  return listed;
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

const entityFiles = files => files.filter(file => !LISTS.includes(file));

/** The list in which a file has to stand. */
const listOf = file =>
  file.startsWith(`${PEOPLE_FOLDER}/`) ? PEOPLE_FILE : LOCATIONS_FILE;

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

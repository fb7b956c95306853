// From files to entities that know the line of each of their fields.
import fs from 'node:fs';
import path from 'node:path';
import { LineCounter, isMap, isSeq, parseAllDocuments } from 'yaml';

export const ROOT_FILE = 'catalog-info.yaml';
export const FOLDER = 'catalog';
export const LOCATIONS_FILE = `${FOLDER}/locations.yaml`;
export const PEOPLE_FOLDER = `${FOLDER}/org`;
export const PEOPLE_FILE = `${FOLDER}/org.yaml`;

/** Files that may hold several entities; any other holds one. */
export const LISTS = [ROOT_FILE, LOCATIONS_FILE, PEOPLE_FILE];

/** There is no catalog below the root; the message is for the person at the terminal. */
export class MissingCatalogError extends Error {}

/**
 * @typedef {{ file: string, line: number, reason: string, remedy: string }} Problem
 * @typedef {{ file: string, value: any, lineOf: (path: Array<string | number>) => number }} CatalogEntity
 *   `value` is the parsed document. `lineOf` gives the line of a field, or of its nearest parent
 *   that exists.
 */

/**
 * The YAML files of the catalog, as paths relative to the root with forward slashes, sorted.
 * @throws MissingCatalogError when catalog-info.yaml or catalog/ isn't there
 */
export function listFiles(root) {
  for (const entry of [ROOT_FILE, FOLDER]) {
    if (!fs.existsSync(path.join(root, entry))) {
      throw new MissingCatalogError(
        `There is no ${entry} in ${root}. Run this at the root of the portal's repository, or give its folder as the first argument.`,
      );
    }
  }
  const below = fs
    .readdirSync(path.join(root, FOLDER), {
      recursive: true,
      withFileTypes: true,
    })
    .filter(
      entry =>
        entry.isFile() &&
        /\.ya?ml$/i.test(entry.name) &&
        !entry.name.startsWith('.'),
    )
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map(file => file.split(path.sep).join('/'));
  return [ROOT_FILE, ...below.sort()];
}

/**
 * Reads the whole catalog. What can't be read as an entity becomes a problem, never an exception.
 * @returns {{ files: string[], entities: CatalogEntity[], problems: Problem[] }}
 * @throws MissingCatalogError as listFiles does
 */
export function readCatalog(root) {
  const files = listFiles(root);
  const read = files.map(file => readFile(root, file));
  return {
    files,
    entities: read.flatMap(({ entities }) => entities),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function readFile(root, file) {
  const entities = [];
  const problems = [];
  const report = (line, reason, remedy) =>
    problems.push({ file, line, reason, remedy });
  if (!file.endsWith('.yaml')) {
    report(
      1,
      'The file name does not end in .yaml',
      'Rename it, so that all files look alike',
    );
  }
  const lines = new LineCounter();
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  // What was left open is noticed only at the end: name the last line that has text.
  const lastLine = text.trimEnd().split('\n').length;
  const documents = [...parseAllDocuments(text, { lineCounter: lines })];
  for (const document of documents) {
    const lineOf = lineFinder(document, lines);
    const [error] = document.errors;
    if (error) {
      report(
        Math.min(lines.linePos(error.pos[0]).line, lastLine),
        `YAML syntax: ${error.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '')}`,
        'Compare the indentation and quotes with the template in docs/catalog.md',
      );
    } else if (document.contents === null) {
      // A leading `---` or a comment at the end makes an empty document: Backstage skips it too.
    } else if (!isMap(document.contents)) {
      report(
        lineOf([]),
        'This is not an entity',
        'Start from a template in docs/catalog.md',
      );
    } else {
      try {
        entities.push({ file, value: document.toJSON(), lineOf });
      } catch (tooManyAliases) {
        report(
          lineOf([]),
          `YAML: ${tooManyAliases.message}`,
          'Write it out without aliases',
        );
      }
    }
  }
  if (entities.length === 0 && problems.length === 0) {
    report(
      1,
      'The file is empty',
      'Start from a template in docs/catalog.md, or delete the file',
    );
  }
  if (!LISTS.includes(file)) {
    for (const extra of entities.slice(1)) {
      report(
        extra.lineOf([]),
        'A second entity in the same file',
        'Give each entity a file of its own',
      );
    }
  }
  return { entities, problems };
}

function lineFinder(document, lines) {
  return keys => {
    let node = document.contents;
    let offset = node?.range?.[0] ?? document.range?.[0] ?? 0;
    for (const key of keys) {
      if (isMap(node)) {
        const pair = node.items.find(
          item => String(item.key?.value) === String(key),
        );
        if (!pair) break;
        offset = pair.key.range[0];
        node = pair.value;
      } else if (isSeq(node) && node.items[key]) {
        node = node.items[key];
        offset = node.range[0];
      } else {
        break;
      }
    }
    return lines.linePos(offset).line;
  };
}

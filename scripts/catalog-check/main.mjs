// yarn catalog:check [root] [--write]
//
// Reads catalog-info.yaml and catalog/ below the root (this repository when none is given) and prints
// one line for each mistake: file, line, reason, what to do. docs/catalog.md explains them.
// Exit code: 0 all is well; 1 at least one mistake; 2 there is nothing to check, or a wrong option.
// --write first rewrites catalog/locations.yaml, the list that the portal loads the files from.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAnnotations } from './annotations.mjs';
import { checkKinds } from './kinds.mjs';
import { checkLocations, writeLocations } from './locations.mjs';
import { checkOrganization } from './organization.mjs';
import { MissingCatalogError, readCatalog } from './read.mjs';
import { checkReferences } from './references.mjs';
import { formatProblems } from './report.mjs';

const thisRepository = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

async function check(root) {
  const { files, entities, problems } = readCatalog(root);
  // Only what is well formed is looked at further: one mistake gives one line.
  const {
    valid,
    known,
    problems: malformed,
  } = await checkKinds(files, entities);
  problems.push(
    ...malformed,
    ...checkReferences(valid, known),
    ...checkAnnotations(valid, known),
    ...checkOrganization(valid),
    ...checkLocations(root, files, entities),
  );
  return { files, entities, problems };
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const root = path.resolve(positionals[0] ?? thisRepository);
  if (values.write) writeLocations(root);
  const { files, entities, problems } = await check(root);
  if (problems.length > 0) {
    process.stdout.write(`${formatProblems(problems)}\n`);
    process.exitCode = 1;
    return;
  }
  const described = entities.filter(({ value }) => value.kind !== 'Location');
  process.stdout.write(
    `${described.length} entities in ${files.length} files, all references resolve\n`,
  );
}

main().catch(error => {
  const expected =
    error instanceof MissingCatalogError ||
    error.code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? error.message : error.stack}\n`);
  process.exitCode = 2;
});

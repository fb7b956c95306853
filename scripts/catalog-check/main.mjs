// yarn catalog:check [root] [--write]
//
// Reads catalog-info.yaml and catalog/ below the root (this repository when none is given) and prints
// one line for each mistake: file, line, reason, what to do. docs/catalog.md explains them.
// Exit code: 0 all is well; 1 at least one mistake; 2 there is nothing to check, or a wrong option.
// --write first rewrites catalog/locations.yaml and catalog/org.yaml, the lists that the portal loads the
// files from.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkCatalog } from './check.mjs';
import { MissingCatalogError } from './read.mjs';

const thisRepository = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

async function main() {
  const { values, positionals } = parseArgs({
    options: { write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const root = path.resolve(positionals[0] ?? thisRepository);
  const { holds, text } = await checkCatalog(root, values);
  process.stdout.write(`${text}\n`);
  process.exitCode = holds ? 0 : 1;
}

main().catch(error => {
  const expected =
    error instanceof MissingCatalogError ||
    error.code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${expected ? error.message : error.stack}\n`);
  process.exitCode = 2;
});

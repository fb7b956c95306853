import { checkAnnotations } from './annotations.mjs';
import { checkKinds } from './kinds.mjs';
import { checkLocations, writeLocations } from './locations.mjs';
import { checkOrganization } from './organization.mjs';
import { readCatalog } from './read.mjs';
import { checkReferences } from './references.mjs';
import { formatProblems } from './report.mjs';

/**
 * Checks the catalog files below a root.
 *
 * @param root - absolute path of a repository
 * @param options.write - whether the lists of files are rewritten first
 * @returns `holds`, and `text`: what is to be told of it
 * @throws MissingCatalogError when there is nothing to check
 */
export async function checkCatalog(root, { write = false } = {}) {
  if (write) writeLocations(root);
  const { files, entities, problems } = await check(root);
  if (problems.length > 0)
    return { holds: false, text: formatProblems(problems) };
  const described = entities.filter(({ value }) => value.kind !== 'Location');
  return {
    holds: true,
    text: `${described.length} entities in ${files.length} files, all references resolve`,
  };
}

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

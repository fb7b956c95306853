// yarn config:reference [--check]: writes the tables of docs/operations/{configuration,secrets}.md from
// the schemas, the list of environment variables and the app-config files, or tells whether they are
// up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import {
  backstageKeysSection,
  ownKeysSection,
  secretsSection,
  variablesSection,
} from './config-reference/page.mjs';
import { loadSchemas } from './config-reference/schemas.mjs';
import { inRoot } from './repository.mjs';

const { variableGroups, RANDOM_VARIABLES } = await import(
  inRoot('packages/backend/src/environment/variables.ts')
);
const schemas = await loadSchemas();

/** What is written, by page and by the name of its section there. */
const PAGES = {
  'docs/operations/configuration.md': {
    variables: variablesSection(variableGroups),
    'own keys': ownKeysSection(schemas),
    'keys of Backstage': backstageKeysSection(schemas),
  },
  'docs/operations/secrets.md': {
    secrets: secretsSection(variableGroups, RANDOM_VARIABLES),
  },
};

function fill(page, [name, lines]) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`There has to be ${start} and then ${end}.`);
  const section = lines.join('\n').trimEnd();
  return [page.slice(0, from) + start, section, page.slice(to)].join('\n\n');
}

const isCheck = process.argv.includes('--check');
for (const [name, sections] of Object.entries(PAGES)) {
  const file = inRoot(name);
  const present = readFileSync(file, 'utf8');
  const wanted = await format(Object.entries(sections).reduce(fill, present), {
    ...(await resolveConfig(file)),
    parser: 'markdown',
  });
  if (!isCheck) {
    writeFileSync(file, wanted);
  } else if (wanted !== present) {
    process.stdout.write(
      `${name} is not up to date: run yarn config:reference and commit it.\n`,
    );
    process.exitCode = 1;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findMissing, MissingVariable } from './findMissing';
import { variables } from './variables';

/** The configuration files that the process is started with, as Backstage reads its arguments. */
function configFiles(args: string[]): string[] {
  const { values } = parseArgs({
    args,
    options: { config: { type: 'string', multiple: true } },
    strict: false,
  });
  return (values.config ?? []).filter(
    (target): target is string =>
      typeof target === 'string' && existsSync(target),
  );
}

const line = ({ name, purpose, because }: MissingVariable) =>
  `  ${name}: ${purpose}${because ? ` (Needed, as ${because}.)` : ''}`;

/**
 * Takes out the listed variables without a value. A store of secrets or a compose file may have
 * a name for each and a value for some; Backstage takes an empty text for a value of the wrong type.
 *
 * @param env - as `process.env`; changed
 */
export function dropEmptyVariables(
  env: Record<string, string | undefined>,
): void {
  for (const { name } of variables) {
    if (env[name]?.trim() === '') {
      delete env[name];
    }
  }
}

/**
 * Makes sure that every environment variable which the configuration needs has a value. Left to
 * itself, Backstage names the first that it stumbles over, by the key it should have filled.
 *
 * @param args - of the process, with `--config <file>` for each file
 * @param env - as `process.env`
 * @throws Error that names all that are missing, with what each is for
 */
export function requireEnvironment(
  args: string[],
  env: Record<string, string | undefined>,
): void {
  const texts = configFiles(args).map(file => readFileSync(file, 'utf8'));
  const missing = findMissing(texts, env);
  if (missing.length > 0) {
    const [one, them] =
      missing.length === 1
        ? ['1 environment variable has', 'it']
        : [`${missing.length} environment variables have`, 'them'];
    throw new Error(
      `${one} no value; set ${them} and start again (docs/operations/configuration.md tells more):\n${missing.map(line).join('\n')}`,
    );
  }
}

import { Variable, VariableGroup, variableGroups } from './variables';

/** A variable that keeps the portal from starting. */
export interface MissingVariable {
  name: string;
  purpose: string;
  /** Why it is needed here, where not every portal needs it. */
  because?: string;
}

// Backstage's own notation: $${NAME} stands for the text ${NAME}; ${NAME:-x} has a default.
const SUBSTITUTION = /(?<!\$)\$\{\s*([A-Za-z_]\w*)\s*(:-[^}]*)?\}/g;

/** A variable in the text of a configuration file. */
export interface ReadVariable {
  name: string;
  hasDefault: boolean;
}

/** The variables that the text of a configuration file reads; comments don't count. */
export function variablesIn(text: string): ReadVariable[] {
  const live = text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .join('\n');
  return [...live.matchAll(SUBSTITUTION)].map(([, name, fallback]) => ({
    name,
    hasDefault: fallback !== undefined,
  }));
}

/**
 * Finds what has to be filled in before the portal can start.
 *
 * @param texts - the configuration files that it starts with; what they don't read isn't missed
 * @param env - as `process.env`; an empty value counts as none
 * @returns in the order of the list of variables; an integration is complete or left out wholly
 */
export function findMissing(
  texts: string[],
  env: Record<string, string | undefined>,
): MissingVariable[] {
  const read = new Set(
    texts
      .flatMap(variablesIn)
      .filter(({ hasDefault }) => !hasDefault)
      .map(({ name }) => name),
  );
  const isWanted = ({ name, required }: Variable) => required && read.has(name);
  const isEmpty = ({ name }: Variable) => !env[name];
  return (variableGroups as VariableGroup[]).flatMap(group => {
    const missing = group.variables.filter(
      variable => isWanted(variable) && isEmpty(variable),
    );
    const given = group.variables.find(
      ({ name, readBy }) => readBy === 'config' && env[name],
    );
    if (group.use === 'integration' && !given) {
      return [];
    }
    return [
      ...missing.map(({ name, purpose }) => ({
        name,
        purpose,
        ...(group.use === 'integration' && {
          because: `${given!.name} turns ${group.title} on`,
        }),
      })),
      ...passwordOf(group, read, env),
    ];
  });
}

// The one variable whose need hangs on the value of another.
function passwordOf(
  { id, variables }: VariableGroup,
  read: Set<string>,
  env: Record<string, string | undefined>,
): MissingVariable[] {
  const password = variables.find(({ name }) => name === 'POSTGRES_PASSWORD');
  if (
    id !== 'database' ||
    !password ||
    !read.has(password.name) ||
    env[password.name] ||
    env.POSTGRES_AUTH === 'rds'
  ) {
    return [];
  }
  return [
    {
      name: password.name,
      purpose: password.purpose,
      because: 'POSTGRES_AUTH is not rds',
    },
  ];
}

import { variables } from './variables.ts';

/** What is wrong between the app-config files and the list of variables. */
export interface ConfigMismatch {
  /** Named in a file, but nobody who deploys would know: they are not in the list. */
  unlisted: string[];
  /** In the list as read by the config, but no file names them. */
  unread: string[];
}

// Backstage's own notation: $${NAME} stands for the text ${NAME}; ${NAME:-x} has a default.
const SUBSTITUTION = /(?<!\$)\$\{([^{}]+)\}/g;

function namesIn(text: string): string[] {
  const live = text
    .split('\n')
    .filter(line => !line.trimStart().startsWith('#'))
    .join('\n');
  return [...live.matchAll(SUBSTITUTION)].map(([, inner]) =>
    inner.split(':-')[0].trim(),
  );
}

/**
 * Holds the text of app-config files against the list of variables.
 *
 * @param texts - whole texts of all files that the container reads
 */
export function compareWithConfig(texts: string[]): ConfigMismatch {
  const named = new Set(texts.flatMap(namesIn));
  const listed = new Set(variables.map(({ name }) => name));
  return {
    unlisted: [...named].filter(name => !listed.has(name)),
    unread: variables
      .filter(({ name, readBy }) => readBy === 'config' && !named.has(name))
      .map(({ name }) => name),
  };
}

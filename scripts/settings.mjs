import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from './repository.mjs';

/**
 * Reads single values the way Backstage resolves them: a later file wins over an earlier one, and
 * an APP_CONFIG_ variable over all files. Good for plain values; lists and ${...} are not resolved.
 *
 * @param environments - as in BACKSTAGE_ENV, for instance `['simulated']`
 * @returns a function from a dotted key to its value or undefined
 */
export function readSettings(environments) {
  const files = [
    'app-config.yaml',
    ...environments.map(name => `app-config.${name}.yaml`),
    'app-config.local.yaml',
    ...environments.map(name => `app-config.${name}.local.yaml`),
  ];
  const documents = files
    .map(name => inRoot(name))
    .filter(file => existsSync(file))
    .map(file => parse(readFileSync(file, 'utf8')) ?? {})
    .reverse();
  return key => {
    const fromEnvironment =
      process.env[`APP_CONFIG_${key.replaceAll('.', '_')}`];
    if (fromEnvironment !== undefined) return parse(fromEnvironment);
    for (const document of documents) {
      const value = key
        .split('.')
        .reduce((node, name) => node?.[name], document);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** The port of a base URL, also where it is the protocol's own. */
export function portOf(url) {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

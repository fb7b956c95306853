import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { bugsnagSeed } from './seed';

const root = path.resolve(__dirname, '../../../..');
const readYaml = (...file: string[]) =>
  parse(readFileSync(path.join(root, ...file), 'utf8'));

const seed = bugsnagSeed();

it("is the one that the simulated start's configuration knows", () => {
  const { bugsnag } = readYaml('app-config.simulated.yaml');
  expect(seed.tokens.map(({ token }) => token)).toContain(bugsnag.token);
});

const keys = readdirSync(path.join(root, 'catalog/components')).flatMap(
  file =>
    readYaml('catalog/components', file).metadata.annotations?.[
      'bugsnag.com/project-key'
    ] ?? [],
);

it.each(keys as string[])('has %s of the catalog', annotation => {
  const [organization, project] = annotation.split('/');
  const { projects } = seed.organizations.find(
    ({ name }) => name === organization,
  )!;
  expect(
    projects.filter(({ name, apiKey }) => [name, apiKey].includes(project)),
  ).toHaveLength(1);
});

it('has each sort of project that a page has to cope with', () => {
  const projects = seed.organizations.flatMap(({ projects: all }) => all);
  expect(projects.some(({ day }) => !day)).toBe(true);
  expect(projects.some(({ errors }) => errors.length === 0)).toBe(true);
  expect(projects.some(({ further = 0 }) => further > 30)).toBe(true);
  expect(keys.some(key => /\/[0-9a-f]{32}$/.test(key))).toBe(true);
  expect(keys.length).toBeGreaterThan(3);
});

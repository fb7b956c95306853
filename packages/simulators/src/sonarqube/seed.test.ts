import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { sonarqubeIds, sonarqubeSeed } from './seed';

const root = path.resolve(__dirname, '../../../..');
const readYaml = (...file: string[]) =>
  parse(readFileSync(path.join(root, ...file), 'utf8'));

const { sonarqube } = readYaml('app-config.simulated.yaml');
const [server, community] = sonarqubeIds.map(sonarqubeSeed);

it("is the one that the simulated start's configuration knows", () => {
  const tokens = ({ tokens: all }: typeof server) =>
    all.map(({ token }) => token);
  expect(tokens(server)).toContain(sonarqube.apiKey);
  const [studio] = sonarqube.instances;
  expect(tokens(community)).toContain(studio.apiKey);
  expect([studio.name, studio.authType]).toEqual(['studio', 'Bearer']);
});

const keys = readdirSync(path.join(root, 'catalog/components')).flatMap(
  file =>
    readYaml('catalog/components', file).metadata.annotations?.[
      'sonarqube.org/project-key'
    ] ?? [],
);

it.each(keys as string[])('has %s of the catalog', annotation => {
  const [seed, key] = annotation.startsWith('studio/')
    ? [community, annotation.slice('studio/'.length)]
    : [server, annotation];
  expect(seed.projects.map(project => project.key)).toContain(key);
});

it('has each sort of project that a page has to cope with', () => {
  const projects = [...server.projects, ...community.projects];
  const has = (what: (project: (typeof projects)[number]) => unknown) =>
    projects.some(project => Boolean(what(project)));
  expect(has(({ measures }) => !measures)).toBe(true);
  expect(has(({ measures }) => measures && !('coverage' in measures))).toBe(
    true,
  );
  expect(has(({ branches }) => branches.length > 1)).toBe(true);
  expect(has(({ pullRequests }) => pullRequests)).toBe(true);
  expect(keys.length).toBeGreaterThan(5);
});

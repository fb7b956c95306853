import { readFileSync } from 'node:fs';
import path from 'node:path';
import { variablesIn } from './findMissing';
import { dropEmptyVariables, requireEnvironment } from './requireEnvironment';
import { Variable, variables } from './variables';

const root = path.resolve(__dirname, '../../../..');
const production = path.join(root, 'app-config.production.yaml');
const args = [
  '--config',
  path.join(root, 'app-config.yaml'),
  '--config',
  production,
];

const complete = Object.fromEntries(
  (variables as Variable[])
    .filter(({ readBy }) => readBy === 'config')
    .map(({ name }) => [name, 'some-value']),
);

function without(...names: string[]) {
  return Object.fromEntries(
    Object.entries(complete).filter(([name]) => !names.includes(name)),
  );
}

describe('the environment of the portal', () => {
  it('is complete when every variable has a value', () => {
    expect(() => requireEnvironment(args, complete)).not.toThrow();
  });

  it('names all that are missing in one message, each with what it is for', () => {
    const env = {
      ...without('APP_BASE_URL', 'REDIS_URL'),
      AUTH_SESSION_SECRET: '',
    };
    expect(() => requireEnvironment(args, env)).toThrow(
      /^3 environment variables have no value.*\n {2}APP_BASE_URL: Address.*\n {2}AUTH_SESSION_SECRET: .*\n {2}REDIS_URL: [^\n]*$/,
    );
  });

  it('asks for nothing that the files do not read', () => {
    expect(() =>
      requireEnvironment(['--config', path.join(root, 'app-config.yaml')], {}),
    ).not.toThrow();
    expect(() => requireEnvironment([], {})).not.toThrow();
  });

  it('lets an integration be left out wholly, and not by half', () => {
    const both = ['SONARQUBE_URL', 'SONARQUBE_TOKEN'];
    expect(() => requireEnvironment(args, without(...both))).not.toThrow();
    expect(() => requireEnvironment(args, without(both[1]))).toThrow(
      /1 environment variable has no value.*\n {2}SONARQUBE_TOKEN: .* \(Needed, as SONARQUBE_URL turns SonarQube on\.\)/,
    );
  });

  it('takes a variable without a value for one that is left out', () => {
    const env: Record<string, string | undefined> = {
      GITHUB_WEBHOOK_SECRET: '',
      FIGMA_TOKEN: ' ',
      GITHUB_ORG: 'MobWorx',
      SHELL: '',
    };
    dropEmptyVariables(env);
    expect(env).toEqual({ GITHUB_ORG: 'MobWorx', SHELL: '' });
  });

  it('needs a password of the database unless AWS vouches for the portal', () => {
    const env = without('POSTGRES_PASSWORD', 'POSTGRES_AUTH');
    expect(() => requireEnvironment(args, env)).toThrow(/POSTGRES_PASSWORD/);
    expect(() =>
      requireEnvironment(args, { ...env, POSTGRES_AUTH: 'rds' }),
    ).not.toThrow();
  });

  it('reads names as Backstage does', () => {
    expect(
      variablesIn(
        'a: ${ONE} ${ TWO }\n  # b: ${THREE}\nc: $${FOUR} ${FIVE:-x}',
      ),
    ).toEqual([
      { name: 'ONE', hasDefault: false },
      { name: 'TWO', hasDefault: false },
      { name: 'FIVE', hasDefault: true },
    ]);
  });

  it('has a list of all variables that the production configuration reads, and of no others', () => {
    const texts = ['app-config.yaml', 'app-config.production.yaml'].map(name =>
      readFileSync(path.join(root, name), 'utf8'),
    );
    const read = texts.flatMap(variablesIn).map(({ name }) => name);
    const listed = (variables as Variable[])
      .filter(({ readBy }) => readBy === 'config')
      .map(({ name }) => name);
    expect([...new Set(read)].sort()).toEqual([...listed].sort());
  });
});

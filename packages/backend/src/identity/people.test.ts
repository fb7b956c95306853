import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import auth from '@backstage/plugin-auth-backend';
import { parse } from 'yaml';
import peopleOnly from '.';
import { requirePeople } from './requirePeople';

const root = path.resolve(__dirname, '../../../..');
const read = (name: string) =>
  parse(readFileSync(path.join(root, name), 'utf8'));

const configOf = (...names: string[]) =>
  ConfigReader.fromConfigs(
    names.map(context => ({ context, data: read(context) })),
  );

const production = configOf('app-config.yaml', 'app-config.production.yaml');

describe('the configuration for production', () => {
  it('lets people of the catalog in, by GitHub alone', () => {
    expect(() => requirePeople(production)).not.toThrow();
    expect(production.getConfig('auth.providers').keys()).toEqual(['github']);
    expect(production.getConfig('auth.providers.github').keys()).toEqual([
      'production',
    ]);
    expect(
      production.get('auth.providers.github.production.signIn.resolvers'),
    ).toEqual([{ resolver: 'usernameMatchingUserEntityName' }]);
    expect(production.has('portal.guestSignIn')).toBe(false);
    expect(production.getBoolean('permission.enabled')).toBe(true);
  });

  it('takes people and teams from the organisation on GitHub, and from no file', () => {
    expect(production.getString('catalog.providers.githubOrg.githubUrl')).toBe(
      'https://github.com',
    );
    const rules = [
      ...production.getConfigArray('catalog.rules'),
      ...production
        .getConfigArray('catalog.locations')
        .flatMap(location => location.getOptionalConfigArray('rules') ?? []),
    ];
    const kinds = rules.flatMap(rule => rule.getStringArray('allow'));
    expect(kinds).not.toContain('User');
    expect(kinds).not.toContain('Group');
  });

  it('has no key by which anybody from outside gets in', () => {
    expect(production.has('backend.auth.keys')).toBe(false);
    expect(production.has('backend.auth.externalAccess')).toBe(false);
    expect(
      production.has('backend.auth.dangerouslyDisableDefaultAuthPolicy'),
    ).toBe(false);
  });
});

it('lets guests in with the simulated configuration, which is no production', () => {
  const simulated = configOf('app-config.yaml', 'app-config.simulated.yaml');
  expect(simulated.has('auth.providers.guest')).toBe(true);
  expect(simulated.getString('auth.environment')).toBe('development');
  expect(() => requirePeople(simulated)).not.toThrow();
});

it('names everything in a configuration for production that lets anybody in', () => {
  const mixed = configOf(
    'app-config.yaml',
    'app-config.production.yaml',
    'app-config.simulated.yaml',
  ).get();
  const forgotten = new ConfigReader({
    ...(mixed as object),
    auth: {
      environment: 'production',
      providers: {
        guest: { dangerouslyAllowOutsideDevelopment: true },
        github: {
          development: {
            clientId: 'a',
            signIn: {
              resolvers: [
                {
                  resolver: 'usernameMatchingUserEntityName',
                  dangerouslyAllowSignInWithoutUserInCatalog: true,
                },
              ],
            },
          },
        },
      },
    },
  });
  for (const key of [
    'auth.providers.guest lets',
    'portal.guestSignIn',
    'auth.providers.github.production is missing',
    'auth.providers.guest.dangerouslyAllowOutsideDevelopment',
    'auth.providers.github.development.signIn.resolvers.0.dangerouslyAllowSignInWithoutUserInCatalog',
  ]) {
    expect(() => requirePeople(forgotten)).toThrow(key);
  }
});

it('keeps the portal from starting', async () => {
  await expect(
    startTestBackend({
      features: [
        auth,
        peopleOnly,
        mockServices.rootConfig.factory({
          data: {
            auth: { environment: 'production', providers: { guest: {} } },
          },
        }),
      ],
    }),
  ).rejects.toThrow('auth.providers.guest lets anybody in');
});

import type { Config } from '@backstage/config';

/**
 * Makes sure that in production nobody gets in but people of the catalog. What is left over from a
 * development configuration would open the portal to everybody, and nothing would look wrong.
 *
 * @param config - all of the configuration; anything goes unless `auth.environment` is `production`
 * @throws Error that names every key that is wrong
 */
export function requirePeople(config: Config): void {
  if (config.getOptionalString('auth.environment') !== 'production') {
    return;
  }
  const providers = config.getOptionalConfig('auth.providers');
  const wrong = [
    ...(providers?.has('guest')
      ? ['auth.providers.guest lets anybody in without a name']
      : []),
    ...(config.getOptionalBoolean('portal.guestSignIn')
      ? ['portal.guestSignIn offers that on the sign-in page']
      : []),
    ...(providers?.has('github.production.clientId')
      ? []
      : ['auth.providers.github.production is missing: nobody could sign in']),
    ...dangers(providers?.getOptional() ?? {}, 'auth.providers'),
  ];
  if (wrong.length > 0) {
    throw new Error(
      `auth.environment is production, where only people of the catalog may sign in:\n${wrong
        .map(line => `  ${line}`)
        .join(
          '\n',
        )}\nCorrect them, or see docs/operations/access.md for how people get in.`,
    );
  }
}

/** Every option of a provider that Backstage itself calls dangerous. */
function dangers(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    name.startsWith('dangerously') && inner !== false
      ? [`${key}.${name} lets in who isn't in the catalog`]
      : dangers(inner, `${key}.${name}`),
  );
}

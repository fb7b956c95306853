import { randomBytes } from 'node:crypto';
import { readSettings } from '../settings.mjs';

/** Random text, as an operator would make it. */
const secret = () => randomBytes(32).toString('base64');

/**
 * Every variable that app-config.production.yaml has to have a value for. GitHub is the simulated one.
 *
 * @param options.url - where people come in
 * @param options.database - the variables of the database
 * @param options.redisUrl - of the cache
 * @param options.appKey - private key of the GitHub App; random text when nobody asks for its tokens
 * @param options.webhookSecret - empty as in a store of secrets that knows the name and no value, when left out
 */
export function requiredVariables({
  url,
  database,
  redisUrl,
  appKey = secret(),
  webhookSecret = '',
}) {
  const setting = readSettings(['simulated']);
  const signIn = name => setting(`auth.providers.github.development.${name}`);
  return {
    APP_BASE_URL: url,
    AUTH_SESSION_SECRET: secret(),
    ...database,
    REDIS_URL: redisUrl,
    AUTH_GITHUB_CLIENT_ID: signIn('clientId'),
    AUTH_GITHUB_CLIENT_SECRET: signIn('clientSecret'),
    GITHUB_ORG: 'MobWorx',
    GITHUB_APP_ID: '70100',
    GITHUB_APP_CLIENT_ID: 'Iv23simulatedportal',
    GITHUB_APP_CLIENT_SECRET: secret(),
    GITHUB_APP_PRIVATE_KEY: appKey,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
  };
}

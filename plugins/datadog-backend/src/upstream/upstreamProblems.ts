import type { EndpointName, KeyCheck } from '@internal/plugin-datadog-common';
import {
  CodedError,
  createUpstreamProblems,
  TELL_IF_IT_STAYS,
} from '@internal/upstream-node';
import { problem } from '../problems';
import { scopes, words } from './endpoints';

/** What Datadog shares with every upstream. */
export const datadog = createUpstreamProblems({
  prefix: 'datadog',
  title: 'Datadog',
  problem,
  remedies: {
    timeout: `Try again in a moment. ${TELL_IF_IT_STAYS}`,
    unreachable:
      'Tell the platform team: see whether the portal may connect to the API of Datadog, and whether datadog.site and datadog.apiUrl are right.',
    tooLarge:
      'Tell the platform team: there may be too much in this environment for one list.',
    notJson:
      'Tell the platform team: see whether datadog.apiUrl is the address of the API, and what is in between.',
    unexpected: 'Tell the platform team: Datadog may have changed its API.',
    unavailable: `Try again in a moment; see also status.datadoghq.com. ${TELL_IF_IT_STAYS}`,
  },
});

const momentOf = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Nothing is sent to an endpoint before its time has come. */
export function rateLimited(
  endpoint: EndpointName,
  resumesAt: string,
): CodedError {
  return Object.assign(
    problem(
      'unavailable',
      'datadog_rate_limited',
      `Datadog has answered as many questions for ${words[endpoint]} as it does in a while, so the portal asks no more until ${momentOf(resumesAt)}.`,
      'Wait until then; what was known before is shown meanwhile.',
    ),
    { resumesAt },
  );
}

/** Which of the two keys Datadog accepts. */
export interface KeyResults {
  apiKey: KeyCheck['result'];
  applicationKey: KeyCheck['result'];
}

export const apiKeyRejected = (site: string) =>
  problem(
    'unavailable',
    'datadog_api_key_rejected',
    `Datadog's site ${site} doesn't accept the portal's API key: the key is wrong, or it is of another site.`,
    'Tell the platform team: compare datadog.site with the address that you open Datadog by, and set datadog.apiKey to a key of that organisation.',
  );

export const applicationKeyRejected = () =>
  problem(
    'unavailable',
    'datadog_application_key_rejected',
    "Datadog accepts the portal's API key, but not its application key.",
    'Tell the platform team: set datadog.applicationKey to a key of the same organisation that is not revoked.',
  );

/**
 * Says why Datadog refuses an endpoint: it answers the same for a wrong key, a wrong site and a
 * missing scope, so the keys were checked by themselves.
 */
export function refusedBecause(
  endpoint: EndpointName,
  site: string,
  { apiKey, applicationKey }: KeyResults,
): CodedError {
  if (apiKey === 'rejected') {
    return apiKeyRejected(site);
  }
  if (applicationKey === 'rejected') {
    return applicationKeyRejected();
  }
  const scope = scopes[endpoint];
  return applicationKey === 'accepted'
    ? problem(
        'unavailable',
        'datadog_scope_missing',
        `The portal's application key may not read ${words[endpoint]} in Datadog: it lacks the scope ${scope}, or its owner the permission.`,
        `Tell the platform team: add the scope ${scope} to the application key.`,
      )
    : problem(
        'unavailable',
        'datadog_forbidden',
        `Datadog doesn't let the portal read ${words[endpoint]}: the key, the site or the scope ${scope} is wrong.`,
        'Tell the platform team: the status of Datadog in the portal tells which, as soon as it can be asked.',
      );
}

/** Says why an HTTP status other than 401, 403 and 429 isn't what was asked for. */
export function problemOfStatus(status: number, what: string): CodedError {
  if (status === 404) {
    return problem(
      'unavailable',
      'datadog_not_found',
      `Datadog doesn't know the address that the portal asks for ${what} (404).`,
      'Tell the platform team: see whether datadog.apiUrl is the address of the API, and whether the organisation has this product.',
    );
  }
  return datadog.ofStatus(status);
}

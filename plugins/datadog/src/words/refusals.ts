import {
  graphSizes,
  MAX_EMBEDS,
  RefusedEmbed,
  referrerPolicies,
} from '@internal/plugin-datadog-common';

type Explanation = (refused: RefusedEmbed, hosts: readonly string[]) => string;

const REASONS: Record<RefusedEmbed['reason'], Explanation> = {
  not_a_url: () =>
    'It isn’t the address of a page, or it is longer than 2000 characters. Write the whole address, from https:// on.',
  not_https: () =>
    'Its address doesn’t begin with https://, and nothing else is shown in the portal.',
  host_not_allowed: ({ host }, hosts) =>
    `${host ?? 'Its host'} isn’t a host of this Datadog site. Those that may be shown are ${hosts.join(', ') || 'none'}; if the component is on another site, name it in datadoghq.com/site, and the platform team can allow other sites in datadog.embedSites.`,
  address_odd: () =>
    'Its address holds a user name, a password or a port, which no page of Datadog has.',
  token_malformed: () =>
    'It isn’t the token of a graph: Datadog shows it in the address that it gives for embedding, after token=.',
  site_unknown: () =>
    'Datadog has no such site. Write one such as datadoghq.eu or us5.datadoghq.com.',
  graph_size_unknown: () =>
    `It isn’t one of ${Object.keys(graphSizes).join(', ')}, so graphs are shown at medium size.`,
  referrer_policy_unknown: () =>
    `It isn’t one of ${referrerPolicies.join(', ')}, so strict-origin is used.`,
  too_many: () =>
    `It names more than ${MAX_EMBEDS}; those beyond are left out.`,
};

/** Which value of an annotation isn’t shown, such as `datadoghq.com/dashboard-url, the 2nd value`. */
export function whichValue({ annotation, position }: RefusedEmbed): string {
  return position === undefined || position === 1
    ? annotation
    : `${annotation}, value ${position}`;
}

/** Why a value isn’t shown, and what to write instead. */
export const whyRefused: Explanation = (refused, hosts) =>
  REASONS[refused.reason](refused, hosts);

import {
  Annotated,
  DASHBOARD_URL_ANNOTATION,
  GRAPH_SIZE_ANNOTATION,
  GRAPH_TOKEN_ANNOTATION,
  REFERRER_POLICY_ANNOTATION,
  SITE_ANNOTATION,
} from './annotations';
import { DatadogSite, DEFAULT_SITE, siteNamed } from './sites';

/** Most dashboards, and most graphs, that are embedded on one entity. */
export const MAX_EMBEDS = 10;

/** Sizes of a graph in pixels, by the value of `datadoghq.com/graph-size`. */
export const graphSizes = {
  small: { width: 400, height: 200 },
  medium: { width: 600, height: 300 },
  large: { width: 800, height: 400 },
  'x-large': { width: 1000, height: 500 },
} as const;

/** One of {@link graphSizes}. */
export type GraphSize = keyof typeof graphSizes;

/** What a frame tells Datadog of the page it is on: https://www.w3.org/TR/referrer-policy */
export const referrerPolicies = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const;

/** One of {@link referrerPolicies}. */
export type ReferrerPolicy = (typeof referrerPolicies)[number];

/** Enough for a list of allowed domains in Datadog, which sees no path then. */
export const DEFAULT_REFERRER_POLICY: ReferrerPolicy = 'strict-origin';

/** What a frame of Datadog may do: run itself and open its links in a new tab. */
export const EMBED_SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** A page of Datadog in a frame. */
export interface DatadogEmbed {
  /** https, on a host of the list. */
  url: string;
  host: string;
  /** Its place among its kind, from 1. */
  position: number;
  /**
   * Whether it is made for frames: a public link or a graph to embed. Datadog lets no frame show
   * its own pages, so that others are worth a link only.
   */
  isShared: boolean;
}

/** Why a value of an annotation isn't embedded. */
export type EmbedRefusal =
  /** Not an address, or longer than 2000 characters. */
  | 'not_a_url'
  /** `http:`, `javascript:`, `data:` and whatever else isn't https. */
  | 'not_https'
  /** A host that isn't one of this site's own, or not on the portal's list. */
  | 'host_not_allowed'
  /** An address with a user name, a password or a port. */
  | 'address_odd'
  | 'token_malformed'
  | 'site_unknown'
  | 'graph_size_unknown'
  | 'referrer_policy_unknown'
  /** More than {@link MAX_EMBEDS}. */
  | 'too_many';

/** A value that isn't embedded. The value itself isn't told again: it may be a secret link. */
export interface RefusedEmbed {
  annotation: string;
  reason: EmbedRefusal;
  /** Which of the annotation's values, from 1; absent when it is about all of them. */
  position?: number;
  /** The host, where there is one. */
  host?: string;
}

/** What an entity's annotations embed. */
export interface DatadogEmbeds {
  dashboards: DatadogEmbed[];
  graphs: DatadogEmbed[];
  graphSize: { width: number; height: number };
  referrerPolicy: ReferrerPolicy;
  refused: RefusedEmbed[];
}

/** What the backend says of embedding: `GET /site`. */
export interface EmbedRules {
  /** The site where no annotation names one. */
  site?: string;
  /** Hosts that may be embedded at all. */
  embedHosts: readonly string[];
}

const TOKEN = /^[\w-]{8,200}$/;

// The addresses of an annotation's value: a comma within an address is written %2C.
const valuesOf = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map(text => text.trim())
    .filter(Boolean);

/**
 * Checks an address of a dashboard.
 *
 * @returns the address as the browser writes it, or why it isn't embedded
 */
export function checkEmbedUrl(
  text: string,
  hosts: readonly string[],
): { url: string; host: string } | { reason: EmbedRefusal; host?: string } {
  const url =
    text.length <= 2000 && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) {
    return { reason: 'not_a_url' };
  }
  if (url.protocol !== 'https:') {
    return { reason: 'not_https' };
  }
  const host = url.hostname;
  if (!hosts.includes(host)) {
    return { reason: 'host_not_allowed', host };
  }
  return url.username || url.password || url.port
    ? { reason: 'address_odd', host }
    : { url: url.href, host };
}

/**
 * Reads what an entity's annotations embed, and what of them can't be embedded and why. Graphs are
 * on the web host of the site that the entity or else the portal names; dashboards too, or on the
 * site's host of public links.
 */
export function readEmbeds(
  entity: Annotated,
  rules: EmbedRules,
): DatadogEmbeds {
  const annotations = entity.metadata.annotations ?? {};
  const refused: RefusedEmbed[] = [];
  const refuse = (annotation: string, reason: EmbedRefusal) => {
    refused.push({ annotation, reason });
  };
  const siteName =
    annotations[SITE_ANNOTATION]?.trim() || rules.site || DEFAULT_SITE;
  const site = siteNamed(siteName);
  if (!site) {
    refuse(SITE_ANNOTATION, 'site_unknown');
  }
  // A site of its own has its own hosts, of those that the portal allows.
  const hosts = site
    ? rules.embedHosts.filter(host => isHostOf(host, site))
    : [];
  const size = annotations[GRAPH_SIZE_ANNOTATION]?.trim() || 'medium';
  if (!Object.hasOwn(graphSizes, size)) {
    refuse(GRAPH_SIZE_ANNOTATION, 'graph_size_unknown');
  }
  const graphSize = Object.hasOwn(graphSizes, size)
    ? graphSizes[size as GraphSize]
    : graphSizes.medium;
  const policy = annotations[REFERRER_POLICY_ANNOTATION]?.trim();
  const referrerPolicy = referrerPolicies.find(known => known === policy);
  if (policy && !referrerPolicy) {
    refuse(REFERRER_POLICY_ANNOTATION, 'referrer_policy_unknown');
  }
  const embedsOf = (annotation: string, check: Check) =>
    site ? readValues(annotation, annotations[annotation], check, refused) : [];
  return {
    dashboards: embedsOf(DASHBOARD_URL_ANNOTATION, text =>
      checkEmbedUrl(text, hosts),
    ),
    graphs: embedsOf(GRAPH_TOKEN_ANNOTATION, token =>
      TOKEN.test(token)
        ? checkEmbedUrl(graphUrl(site!.webHost, token, graphSize), hosts)
        : { reason: 'token_malformed' },
    ),
    graphSize,
    referrerPolicy: referrerPolicy ?? DEFAULT_REFERRER_POLICY,
    refused,
  };
}

type Check = (value: string) => ReturnType<typeof checkEmbedUrl>;

/** Whether a host is a site's own: that of its pages, its public links or an organisation. */
function isHostOf(
  host: string,
  { site, webHost, publicHost }: DatadogSite,
): boolean {
  return (
    [webHost, publicHost].includes(host) ||
    // us5.datadoghq.com isn't an organisation of datadoghq.com but another site.
    (host.endsWith(`.${site}`) &&
      /^[a-z\d-]+$/.test(host.slice(0, -site.length - 1)) &&
      !siteNamed(host))
  );
}

function graphUrl(
  webHost: string,
  token: string,
  { width, height }: { width: number; height: number },
): string {
  const query = new URLSearchParams({
    token,
    height: String(height),
    width: String(width),
    legend: 'true',
  });
  return `https://${webHost}/graph/embed?${query}`;
}

function readValues(
  annotation: string,
  value: string | undefined,
  check: Check,
  refused: RefusedEmbed[],
): DatadogEmbed[] {
  const values = valuesOf(value);
  if (values.length > MAX_EMBEDS) {
    refused.push({ annotation, reason: 'too_many' });
  }
  return values.slice(0, MAX_EMBEDS).flatMap((text, index) => {
    const position = index + 1;
    const checked = check(text);
    if ('reason' in checked) {
      refused.push({ annotation, position, ...checked });
      return [];
    }
    const { hostname, pathname } = new URL(checked.url);
    const isShared = hostname.startsWith('p.') || pathname === '/graph/embed';
    return [{ ...checked, position, isShared }];
  });
}

import { parseAuditUrl } from './auditUrl';

/** The website of an entity: one address. Backstage's community plugin reads the same. */
export const LIGHTHOUSE_WEBSITE_URL_ANNOTATION = 'lighthouse.com/website-url';

/**
 * The website in each environment: `staging=https://staging.example.com,
 * production=https://www.example.com`. A comma inside an address is written `%2C`.
 */
export const LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION =
  'lighthouse.com/environment-urls';

/**
 * Pages that are audited beside the first one, on each of the websites: paths with commas between,
 * `/pricing, /sign-up?plan=free`.
 */
export const LIGHTHOUSE_PAGES_ANNOTATION = 'lighthouse.com/pages';

/** What the pages have to keep; see `parseBudgets`. */
export const LIGHTHOUSE_BUDGETS_ANNOTATION = 'lighthouse.com/budgets';

/** At most so many pages of one entity are audited. */
export const MAX_DECLARED_PAGES = 40;

// Anybody may write an annotation, of any length, and every page view reads it.
const MAX_PARTS = 100;
const MAX_PROBLEMS = 100;

/** A page that an entity declares. */
export interface DeclaredPage {
  /** In the form of `parseAuditUrl`. */
  url: string;
  /** Absent for the page of {@link LIGHTHOUSE_WEBSITE_URL_ANNOTATION}. */
  environment?: string;
}

/** What {@link declaredPagesOf} finds: what it can't read is named and left out. */
export interface DeclaredPages {
  /** Each address once. */
  pages: DeclaredPage[];
  /** Sentences for whoever wrote the annotations; at most 100. */
  problems: string[];
}

interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

const ENVIRONMENT = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Whether an entity declares a website: then it has the card and the tab. */
export function isLighthouseAvailable(entity: Annotated): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return [
    LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
    LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
  ].some(name => Boolean(annotations[name]?.trim()));
}

/** Reads which pages of an entity are audited. */
export function declaredPagesOf(entity: Annotated): DeclaredPages {
  const annotations = entity.metadata.annotations ?? {};
  const problems: string[] = [];
  const sites: DeclaredPage[] = [];
  function keepSite(name: string, text: string, environment?: string) {
    const { url, problem } = parseAuditUrl(text);
    if (url === undefined) {
      problems.push(`${name}: ${problem.message}`);
    } else {
      sites.push({ url, ...(environment !== undefined && { environment }) });
    }
  }
  const environments = partsOf(
    annotations[LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION],
  );
  const website = annotations[LIGHTHOUSE_WEBSITE_URL_ANNOTATION]?.trim();
  if (website) {
    keepSite(LIGHTHOUSE_WEBSITE_URL_ANNOTATION, website);
  }
  for (const part of environments.slice(0, MAX_PARTS)) {
    const at = part.indexOf('=');
    const environment = part.slice(0, Math.max(at, 0)).trim();
    if (ENVIRONMENT.test(environment)) {
      keepSite(
        LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
        part.slice(at + 1),
        environment,
      );
    } else {
      problems.push(
        `${LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION}: “${part.slice(0, 80)}” is not of the form staging=https://….`,
      );
    }
  }
  const givenPaths = partsOf(annotations[LIGHTHOUSE_PAGES_ANNOTATION]);
  const paths = givenPaths.slice(0, MAX_PARTS).filter(path => {
    const isPath =
      pageOf({ url: 'https://www.example.com' }, path) !== undefined;
    if (!isPath) {
      problems.push(
        `${LIGHTHOUSE_PAGES_ANNOTATION}: “${path.slice(0, 80)}” is not a path that begins with one slash.`,
      );
    }
    return isPath;
  });
  const pages = pagesOf(sites, paths);
  const tooMany =
    pages.length > MAX_DECLARED_PAGES ||
    environments.length > MAX_PARTS ||
    givenPaths.length > MAX_PARTS;
  return {
    pages: pages.slice(0, MAX_DECLARED_PAGES),
    problems: [
      ...(tooMany
        ? [`Only the first ${MAX_DECLARED_PAGES} pages are audited.`]
        : []),
      ...problems,
    ].slice(0, MAX_PROBLEMS),
  };
}

/** Each page of each site once; stops at one more than may be audited. */
function pagesOf(sites: DeclaredPage[], paths: string[]): DeclaredPage[] {
  const found = new Map<string, DeclaredPage>();
  const distinct = new Map<string, DeclaredPage>();
  // An address that an environment names too belongs to the environment.
  for (const site of [...sites.filter(isOfEnvironment), ...sites]) {
    if (!distinct.has(site.url)) {
      distinct.set(site.url, site);
    }
  }
  for (const site of distinct.values()) {
    for (const path of [undefined, ...paths]) {
      const page = path === undefined ? site : pageOf(site, path);
      if (page && !found.has(page.url)) {
        found.set(page.url, page);
      }
      if (found.size > MAX_DECLARED_PAGES) {
        return [...found.values()];
      }
    }
  }
  return [...found.values()];
}

function isOfEnvironment({ environment }: DeclaredPage): boolean {
  return environment !== undefined;
}

function pageOf(site: DeclaredPage, path: string): DeclaredPage | undefined {
  const { origin } = new URL(site.url);
  if (!path.startsWith('/') || !URL.canParse(path, origin)) {
    return undefined;
  }
  const { url } = parseAuditUrl(new URL(path, origin).href);
  return url !== undefined && new URL(url).origin === origin
    ? { ...site, url }
    : undefined;
}

function partsOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
}

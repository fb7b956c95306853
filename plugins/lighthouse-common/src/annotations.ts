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
  /** Sentences for whoever wrote the annotations. */
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
  const website = annotations[LIGHTHOUSE_WEBSITE_URL_ANNOTATION]?.trim();
  if (website) {
    keepSite(LIGHTHOUSE_WEBSITE_URL_ANNOTATION, website);
  }
  for (const part of partsOf(
    annotations[LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION],
  )) {
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
  const found = new Map<string, DeclaredPage>();
  const paths = partsOf(annotations[LIGHTHOUSE_PAGES_ANNOTATION]).filter(
    path => {
      const isPath =
        pageOf({ url: 'https://www.example.com' }, path) !== undefined;
      if (!isPath) {
        problems.push(
          `${LIGHTHOUSE_PAGES_ANNOTATION}: “${path.slice(0, 80)}” is not a path that begins with one slash.`,
        );
      }
      return isPath;
    },
  );
  // An address that an environment names too belongs to the environment.
  for (const site of [...sites.filter(isOfEnvironment), ...sites]) {
    for (const page of [site, ...paths.map(path => pageOf(site, path))]) {
      if (page && !found.has(page.url)) {
        found.set(page.url, page);
      }
    }
  }
  const pages = [...found.values()];
  if (pages.length > MAX_DECLARED_PAGES) {
    problems.push(`Only the first ${MAX_DECLARED_PAGES} pages are audited.`);
  }
  return { pages: pages.slice(0, MAX_DECLARED_PAGES), problems };
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

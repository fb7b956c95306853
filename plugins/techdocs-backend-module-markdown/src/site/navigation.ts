import path from 'node:path';
import { SitePage, wordsOf } from './pages';
import { NavSetting } from './settings';

/** An entry of the navigation: a page, an address elsewhere, or a section with entries. */
export interface NavEntry {
  title: string;
  page?: SitePage;
  href?: string;
  children?: NavEntry[];
}

/** The navigation of a site, with a sentence for each entry that leads nowhere. */
export interface Navigation {
  entries: NavEntry[];
  problems: string[];
}

class NavigationBuilder {
  readonly #listed = new Set<string>();
  readonly problems: string[] = [];

  constructor(private readonly pages: Map<string, SitePage>) {}

  fromSetting(setting: NavSetting[]): NavEntry[] {
    return setting.flatMap(entry =>
      typeof entry === 'string'
        ? this.#leaf(undefined, entry)
        : Object.entries(entry).flatMap(([title, value]) =>
            typeof value === 'string'
              ? this.#leaf(title, value)
              : [{ title, children: this.fromSetting(value) }],
          ),
    );
  }

  #leaf(title: string | undefined, target: string): NavEntry[] {
    if (/^https?:\/\//.test(target)) {
      return [{ title: title ?? target, href: target }];
    }
    const page = this.pages.get(path.posix.normalize(target));
    if (!page) {
      this.problems.push(
        `nav of mkdocs.yml has ${target}, which does not exist.`,
      );
      return [];
    }
    this.#listed.add(page.path);
    return [{ title: title ?? page.title, page }];
  }

  /** Pages that nobody listed join the pages of their directory, so that each can be found. */
  addOthers(entries: NavEntry[]): void {
    for (const page of this.pages.values()) {
      if (this.#listed.has(page.path)) continue;
      const directory = path.posix.dirname(page.path);
      const siblings =
        directory === '.'
          ? entries
          : (findSiblings(entries, directory) ??
            this.#newSection(entries, directory));
      siblings.push({ title: page.title, page });
    }
  }

  #newSection(entries: NavEntry[], directory: string): NavEntry[] {
    const index = ['index.md', 'README.md']
      .map(name => this.pages.get(`${directory}/${name}`))
      .find(Boolean);
    const children: NavEntry[] = [];
    entries.push({ title: index?.title ?? wordsOf(directory), children });
    return children;
  }
}

/** The entries beside which a page of the directory stands already. */
function findSiblings(
  entries: NavEntry[],
  directory: string,
): NavEntry[] | undefined {
  for (const { children } of entries) {
    const found = children && findSiblings(children, directory);
    if (found) return found;
  }
  return entries.some(
    ({ page }) => page && path.posix.dirname(page.path) === directory,
  )
    ? entries
    : undefined;
}

/**
 * Puts the pages in order: first as the author lists them, then the others by directory and name.
 *
 * @param pages - by path, sorted by path
 */
export function buildNavigation(
  setting: NavSetting[],
  pages: Map<string, SitePage>,
): Navigation {
  const builder = new NavigationBuilder(pages);
  const entries = builder.fromSetting(setting);
  builder.addOthers(entries);
  return { entries, problems: builder.problems };
}

/** The page that comes first in the navigation. */
export function firstPage(entries: NavEntry[]): SitePage | undefined {
  for (const { page, children } of entries) {
    const found = page ?? firstPage(children ?? []);
    if (found) return found;
  }
  return undefined;
}

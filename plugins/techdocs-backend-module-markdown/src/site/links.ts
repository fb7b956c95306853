import type Token from 'markdown-it/lib/token.mjs';
import path from 'node:path';
import { relativeUrl, SitePage } from './pages';

const ABSOLUTE = /^([a-z][a-z0-9+.-]*:|\/\/|#)/i;
const IMAGE = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

/** What links of a page may lead to. */
export interface LinkTargets {
  pages: Map<string, SitePage>;
  /** Paths of all files below the docs directory. */
  files: Set<string>;
  /** Where a file of the docs directory is shown in the repository; ends with `/`. */
  sourceUrl?: string;
}

/** What came out of the links of a page. */
export interface LinkResult {
  /** Pictures of the docs directory that the page shows or links to. */
  images: string[];
  /** A sentence for each link that leads nowhere. */
  problems: string[];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The page that a path means: itself, or the first page of a directory. */
function pageAt(pages: LinkTargets['pages'], file: string) {
  return ['', 'index.md', 'README.md']
    .map(name => pages.get(path.posix.join(file, name)))
    .find(Boolean);
}

class PageLinks {
  readonly result: LinkResult = { images: [], problems: [] };

  constructor(
    private readonly page: SitePage,
    private readonly targets: LinkTargets,
  ) {}

  /** The address to use instead; nothing when the link leads nowhere. */
  resolve(address: string): string | undefined {
    if (!address || ABSOLUTE.test(address)) return address;
    const [, file, suffix] = /^([^?#]*)(.*)$/.exec(address)!;
    const target = path.posix
      .normalize(
        path.posix.join(path.posix.dirname(this.page.path), decode(file)),
      )
      .replace(/(.)\/$/, '$1');
    const page = pageAt(this.targets.pages, target);
    if (page) return relativeUrl(this.page, page.url) + suffix;
    if (this.targets.files.has(target) && IMAGE.test(target)) {
      this.result.images.push(target);
      return relativeUrl(this.page, target);
    }
    return this.#inRepository(address, target, suffix);
  }

  #inRepository(address: string, target: string, suffix: string) {
    const { files, sourceUrl } = this.targets;
    const outside = target.startsWith('../') || files.has(target);
    if (outside && sourceUrl) return new URL(target, sourceUrl).href + suffix;
    this.result.problems.push(
      outside
        ? `${this.page.path} links to ${address}, which is not part of the documentation; with repo_url and edit_uri in mkdocs.yml it would lead to the repository.`
        : `${this.page.path} links to ${address}, which does not exist.`,
    );
    return undefined;
  }
}

/**
 * Makes the relative links and pictures of a page lead where they do in the portal. Changes the
 * tokens of the page.
 */
export function rewriteLinks(page: SitePage, targets: LinkTargets): LinkResult {
  const links = new PageLinks(page, targets);
  const rewrite = (token: Token, attribute: string) => {
    const address = token.attrGet(attribute);
    if (address === null) return;
    const resolved = links.resolve(address);
    // A link without an address is plain text.
    token.attrs = token.attrs!.filter(([name]) => name !== attribute);
    if (resolved !== undefined) token.attrPush([attribute, resolved]);
  };
  for (const { children } of page.tokens) {
    for (const token of children ?? []) {
      if (token.type === 'link_open') rewrite(token, 'href');
      if (token.type === 'image') rewrite(token, 'src');
    }
  }
  return links.result;
}

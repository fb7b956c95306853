import type Token from 'markdown-it/lib/token.mjs';
import path from 'node:path';
import { Heading, headingsOf, parseMarkdown } from './markdown';

/** A Markdown file of a site. */
export interface SitePage {
  /** Below the docs directory, with `/`. */
  path: string;
  /** Its address below the site: nothing for the first page, otherwise it ends with `/`. */
  url: string;
  title: string;
  tokens: Token[];
  headings: Heading[];
}

const INDEX = /(^|\/)(index|README)\.md$/;

const urlOf = (file: string) =>
  INDEX.test(file)
    ? file.replace(/[^/]+$/, '')
    : `${file.slice(0, -'.md'.length)}/`;

/** `connect-github.md` as `Connect github`. */
export function wordsOf(file: string): string {
  const words = path.posix.basename(file, '.md').replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Reads a Markdown file.
 *
 * @param file - its path below the docs directory, with `/`
 */
export function readPage(file: string, text: string): SitePage {
  const tokens = parseMarkdown(text);
  const headings = headingsOf(tokens);
  return {
    path: file,
    url: urlOf(file),
    title: headings.find(({ level }) => level === 1)?.text || wordsOf(file),
    tokens,
    headings,
  };
}

/** The path of a file below the docs directory as an address relative to a page. */
export function relativeUrl(from: SitePage, to: string): string {
  const relative = path.posix.relative(`/${from.url}`, `/${to}`) || '.';
  const encoded = relative.split('/').map(encodeURIComponent).join('/');
  return to === '' || to.endsWith('/') ? `${encoded}/` : encoded;
}

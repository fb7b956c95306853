import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DocsFile, listFiles } from './files';
import { rewriteLinks } from './links';
import { buildNavigation, firstPage } from './navigation';
import { pageHtml } from './pageHtml';
import { readPage, SitePage } from './pages';
import { searchDocuments } from './searchIndex';
import { readSettings, SiteSettings } from './settings';
import { stylesheet } from './stylesheet';

/** What was rendered. */
export interface RenderedSite {
  name: string;
  description: string;
  pages: number;
  /** Sentences for the author: links and entries that lead nowhere, files that were left out. */
  problems: string[];
}

// A page of this size takes about 100 ms, in which the portal does nothing else.
const MAX_PAGE_BYTES = 1_000_000;
const MAX_PAGES = 1_000;

async function write(directory: string, file: string, content: string) {
  const target = resolveSafeChildPath(directory, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
}

async function readPages(
  docsDir: string,
  files: DocsFile[],
  problems: string[],
) {
  const pages = new Map<string, SitePage>();
  for (const { path: file, bytes } of files) {
    if (!file.endsWith('.md')) continue;
    if (bytes > MAX_PAGE_BYTES) {
      problems.push(`${file} is left out: it is larger than 1 MB.`);
    } else if (pages.size === MAX_PAGES) {
      throw new InputError(`There are more than ${MAX_PAGES} pages.`);
    } else {
      const text = await readFile(path.join(docsDir, file), 'utf8');
      pages.set(file, readPage(file, text));
    }
  }
  return pages;
}

async function copyImages(
  settings: SiteSettings,
  to: string,
  images: string[],
) {
  for (const image of new Set(images)) {
    const target = resolveSafeChildPath(to, image);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(settings.docsDir, image), target);
  }
}

/**
 * Makes the documentation of a repository a site for the TechDocs reader.
 *
 * @param options.inputDir - absolute path of the directory with mkdocs.yml
 * @param options.outputDir - absolute path of an empty directory
 * @param options.fallbackName - name of the site when mkdocs.yml gives none
 * @throws NotFoundError when there is no Markdown file, InputError when mkdocs.yml can't be read
 */
export async function renderSite(options: {
  inputDir: string;
  outputDir: string;
  fallbackName: string;
}): Promise<RenderedSite> {
  const { inputDir, outputDir, fallbackName } = options;
  const settings = await readSettings(inputDir, fallbackName);
  const files = await listFiles(settings.docsDir);
  const problems: string[] = [];
  const pages = await readPages(settings.docsDir, files, problems);
  const navigation = buildNavigation(settings.nav, pages);
  problems.push(...navigation.problems);
  const home = firstPage(navigation.entries);
  if (!home) {
    throw new NotFoundError('The documentation has no Markdown file.');
  }
  if (![...pages.values()].some(({ url }) => url === '')) home.url = '';

  const targets = {
    pages,
    files: new Set(files.map(file => file.path)),
    sourceUrl: settings.sourceUrl,
  };
  const documents = [];
  for (const page of pages.values()) {
    const { images, problems: broken } = rewriteLinks(page, targets);
    problems.push(...broken);
    documents.push(...searchDocuments(page));
    await copyImages(settings, outputDir, images);
    const html = pageHtml({
      page,
      siteName: settings.name,
      navigation: navigation.entries,
      editUrl: settings.editUrl,
    });
    await write(outputDir, `${page.url}index.html`, html);
  }
  await write(outputDir, stylesheet.path, stylesheet.css);
  await write(
    outputDir,
    'search/search_index.json',
    JSON.stringify({ config: { lang: ['en'] }, docs: documents }),
  );
  const { name, description } = settings;
  return { name, description, pages: pages.size, problems };
}

import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError, toError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** An entry of `nav` in mkdocs.yml: a path, or a title with a path, an address or more entries. */
export type NavSetting = string | { [title: string]: string | NavSetting[] };

/** What a repository says about its documentation. */
export interface SiteSettings {
  name: string;
  description: string;
  /** Absolute path of the directory with the Markdown files. */
  docsDir: string;
  /** The order that the author wants; what it leaves out follows. */
  nav: NavSetting[];
  /** Where a file of `docsDir` is shown in the repository; ends with `/`. */
  sourceUrl?: string;
  /** Where a file of `docsDir` can be edited; ends with `/`. */
  editUrl?: string;
}

const navSchema: z.ZodType<NavSetting[]> = z.lazy(() =>
  z.array(
    z.union([
      z.string(),
      z.record(z.string(), z.union([z.string(), navSchema])),
    ]),
  ),
);

const settingsSchema = z.object({
  site_name: z.string().max(200).optional(),
  site_description: z.string().max(1_000).nullish(),
  docs_dir: z.string().default('docs'),
  nav: navSchema.nullish(),
  repo_url: z.url({ protocol: /^https?$/ }).nullish(),
  edit_uri: z.string().nullish(),
});

const FILES = ['mkdocs.yml', 'mkdocs.yaml'];

async function readFirst(directory: string): Promise<string | undefined> {
  for (const name of FILES) {
    try {
      return await readFile(path.join(directory, name), 'utf8');
    } catch (error) {
      if (!isError(error) || error.code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

/** `edit/main/docs/` of GitHub and GitLab, to look at instead of to edit. */
const toView = (editUri: string) =>
  editUri.replace(/^(-\/)?edit\//, (_, gitlab = '') => `${gitlab}blob/`);

const directoryUrl = (url: string) => (url.endsWith('/') ? url : `${url}/`);

/**
 * Reads mkdocs.yml, of which this understands `site_name`, `site_description`, `docs_dir`, `nav`,
 * `repo_url` and `edit_uri`.
 *
 * @param directory - absolute path of the directory with mkdocs.yml
 * @param fallbackName - name of the site when the file gives none, or there is no such file
 * @throws InputError when the file can't be read as YAML, or names a directory outside of its own
 */
export async function readSettings(
  directory: string,
  fallbackName: string,
): Promise<SiteSettings> {
  const text = await readFirst(directory);
  let found: z.infer<typeof settingsSchema>;
  try {
    // Tags of Python, such as those of code fences, are none of our business.
    found = settingsSchema.parse(
      (text && parse(text, { logLevel: 'error' })) ?? {},
    );
  } catch (error) {
    throw new InputError(`mkdocs.yml can't be read: ${toError(error).message}`);
  }
  const repoUrl = found.repo_url && directoryUrl(found.repo_url);
  const editUri = found.edit_uri && directoryUrl(found.edit_uri);
  return {
    name: found.site_name ?? fallbackName,
    description: found.site_description ?? '',
    docsDir: resolveSafeChildPath(directory, found.docs_dir),
    nav: found.nav ?? [],
    ...(repoUrl &&
      editUri && {
        sourceUrl: new URL(toView(editUri), repoUrl).href,
        editUrl: new URL(editUri, repoUrl).href,
      }),
  };
}

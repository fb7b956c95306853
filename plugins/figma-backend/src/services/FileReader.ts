import { MAX_VERSIONS, type FileRef } from '@internal/plugin-figma-common';
import { isCodedError } from '@internal/upstream-node';
import { problem } from '../problems';
import {
  commentsAnswer,
  componentsAnswer,
  componentSetsAnswer,
  devResourcesAnswer,
  metaAnswer,
  stylesAnswer,
  versionsAnswer,
} from '../upstream/answers';
import type { FigmaClient } from '../upstream/FigmaClient';
import {
  digestComments,
  digestMeta,
  digestPublished,
  digestVersions,
} from './digests';
import type {
  CommentsDigest,
  DevResourcesDigest,
  LibraryDigest,
  Meta,
  VersionsDigest,
} from './digestTypes';
import type { KeptParts, Known } from './KeptParts';

const VERSIONS_A_PAGE = 50;

/** Path of a file in Figma's API. */
export const keyOf = ({ key }: FileRef) =>
  `/v1/files/${encodeURIComponent(key)}`;
/** Library and dev resources are those of the main file, never of a branch. */
export const mainKeyOf = ({ key, mainKey }: FileRef) => mainKey ?? key;

/** Reads design files part by part, but for their documents: from what is kept, and from Figma behind it. */
export class FileReader {
  readonly #client: FigmaClient;
  readonly #kept: KeptParts;
  readonly #ttlMs: number;
  readonly #now: () => number;

  constructor(options: {
    client: FigmaClient;
    kept: KeptParts;
    ttlMs: number;
    now?: () => number;
  }) {
    this.#client = options.client;
    this.#kept = options.kept;
    this.#ttlMs = options.ttlMs;
    this.#now = options.now ?? Date.now;
  }

  /** Name, last change and version: one cheap call in a while, that all others depend on. */
  async meta(file: FileRef): Promise<Known<Meta>> {
    return this.#kept.read<Meta>({
      fileKey: file.key,
      part: 'meta',
      isFresh: this.#isYoung,
      load: async () => {
        const value = digestMeta(
          await this.#orGone(file, () =>
            this.#client.get(metaAnswer, 3, `${keyOf(file)}/meta`),
          ),
        );
        return { value, version: value.version };
      },
      // Figma signs the thumbnail's address anew each time.
      essence: ({ thumbnailUrl, ...essence }) => essence,
    });
  }

  /** Open threads of comments. */
  async comments(file: FileRef): Promise<Known<CommentsDigest>> {
    return this.#kept.read<CommentsDigest>({
      fileKey: file.key,
      part: 'comments',
      isFresh: this.#isYoung,
      load: async () => ({
        value: digestComments(
          await this.#orGone(file, () =>
            this.#client.get(commentsAnswer, 2, `${keyOf(file)}/comments`),
          ),
        ),
      }),
    });
  }

  /** The last hundred versions. */
  async versions(file: FileRef): Promise<Known<VersionsDigest>> {
    return this.#kept.read<VersionsDigest>({
      fileKey: file.key,
      part: 'versions',
      isFresh: this.#isYoung,
      load: async () => {
        const ask = (before?: string) =>
          this.#orGone(file, () =>
            this.#client.get(versionsAnswer, 2, `${keyOf(file)}/versions`, {
              page_size: VERSIONS_A_PAGE,
              before,
            }),
          );
        const pages = [await ask()];
        const last = pages[0].versions.at(-1);
        if (pages[0].pagination?.next_page && last) {
          pages.push(await ask(last.id));
        }
        const { versions, more } = digestVersions(pages);
        return { value: { versions: versions.slice(0, MAX_VERSIONS), more } };
      },
    });
  }

  /** What the main file publishes. */
  async library(file: FileRef): Promise<Known<LibraryDigest>> {
    const main = { ...file, key: mainKeyOf(file) };
    return this.#kept.read<LibraryDigest>({
      fileKey: main.key,
      part: 'library',
      isFresh: this.#isYoung,
      load: async () => {
        const [sets, components, styles] = await this.#orGone(file, () =>
          Promise.all([
            this.#client.get(
              componentSetsAnswer,
              3,
              `${keyOf(main)}/component_sets`,
            ),
            this.#client.get(componentsAnswer, 3, `${keyOf(main)}/components`),
            this.#client.get(stylesAnswer, 3, `${keyOf(main)}/styles`),
          ]),
        );
        return {
          value: {
            items: [
              ...sets.meta.component_sets.map(item =>
                digestPublished('component_set', item),
              ),
              ...components.meta.components.map(item =>
                digestPublished('component', item),
              ),
              ...styles.meta.styles.map(item => digestPublished('style', item)),
            ],
          },
        };
      },
    });
  }

  /** Links from the main file's nodes to code. */
  async devResources(file: FileRef): Promise<Known<DevResourcesDigest>> {
    const main = { ...file, key: mainKeyOf(file) };
    return this.#kept.read<DevResourcesDigest>({
      fileKey: main.key,
      part: 'dev_resources',
      isFresh: this.#isYoung,
      load: async () => {
        const answer = await this.#orGone(file, () =>
          this.#client.get(
            devResourcesAnswer,
            2,
            `${keyOf(main)}/dev_resources`,
          ),
        );
        return {
          value: {
            resources: answer.dev_resources.map(
              ({ node_id: nodeId, ...rest }) => ({ ...rest, nodeId }),
            ),
          },
        };
      },
    });
  }

  readonly #isYoung = ({ fetchedAt }: { fetchedAt: number }) =>
    this.#now() - fetchedAt < this.#ttlMs;

  /** Says of a file that Figma told to be deleted that it is, instead of "not found". */
  async #orGone<T>(file: FileRef, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const isMissing = isCodedError(error) && error.code === 'file_not_found';
      const deleted =
        isMissing &&
        (await this.#kept.peek<{ at: string }>(file.key, 'deleted'));
      throw deleted
        ? problem(
            'absent',
            'file_deleted',
            `The file was deleted in Figma on ${deleted.at.slice(0, 10)}.`,
            'Let the annotation figma.com/file-url name another file, or restore it in Figma.',
          )
        : error;
    }
  }
}

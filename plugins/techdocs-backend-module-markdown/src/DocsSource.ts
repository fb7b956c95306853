import {
  isChildPath,
  resolveSafeChildPath,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { getLocationForEntity } from '@backstage/plugin-techdocs-node';
import { createHash } from 'node:crypto';
import { lstat, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './site/files';
import { readSettings } from './site/settings';

/** Documentation of an entity as it is now. */
export interface DocsCheckout {
  /** Absolute path of the directory with mkdocs.yml. */
  directory: string;
  /** Changes whenever the documentation does. */
  version: string;
  /** To be called when the directory isn't needed any more. */
  done(): Promise<void>;
}

/** Where documentation is. */
export interface DocsLocation {
  type: 'dir' | 'url';
  /** An absolute path or the address of a directory in a repository. */
  target: string;
}

const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';
const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Directories of this machine that the configuration reads entities from. */
function catalogDirectories(config: RootConfigService): string[] {
  const locations = config.getOptionalConfigArray('catalog.locations') ?? [];
  return locations
    .filter(location => location.getString('type') === 'file')
    .map(location => path.dirname(path.resolve(location.getString('target'))));
}

/** Finds the documentation that `backstage.io/techdocs-ref` of an entity names. */
export class DocsSource {
  readonly #reader: UrlReaderService;
  readonly #integrations: ScmIntegrations;
  readonly #directories: string[];

  constructor(options: {
    config: RootConfigService;
    reader: UrlReaderService;
  }) {
    this.#reader = options.reader;
    this.#integrations = ScmIntegrations.fromConfig(options.config);
    this.#directories = catalogDirectories(options.config);
  }

  /**
   * Where the documentation is. `dir:` is relative to the file that the entity was read from: the
   * portal's own pages are those that it was shipped with, wherever its repository may be.
   *
   * @returns `dir`: a directory of this machine; `url`: a directory of a repository
   * @throws InputError when the annotation is missing or names a directory that isn't the catalog's
   */
  locate(entity: Entity): DocsLocation {
    const found =
      this.#beside(entity) ?? getLocationForEntity(entity, this.#integrations);
    if (found.type === 'url') return { type: 'url', target: found.target };
    // Annotations are in the hand of whoever writes the entity; the configuration isn't.
    if (!this.#directories.some(one => isChildPath(one, found.target))) {
      throw new InputError(
        'Documentation on this machine must be below the directory of a file in catalog.locations',
      );
    }
    return { type: 'dir', target: found.target };
  }

  #beside(entity: Entity): DocsLocation | undefined {
    const annotations = entity.metadata.annotations ?? {};
    const [, below] =
      /^dir:(.+)$/.exec(annotations[TECHDOCS_ANNOTATION] ?? '') ?? [];
    const readFrom = annotations[ANNOTATION_LOCATION];
    if (!below || !readFrom) return undefined;
    const { type, target } = parseLocationRef(readFrom);
    if (type !== 'file') return undefined;
    const directory = path.dirname(target);
    return { type: 'dir', target: resolveSafeChildPath(directory, below) };
  }

  /**
   * The documentation, unless it is that of a known version.
   *
   * @param known - a version that this returned earlier
   * @param workDirectory - where a repository may be unpacked
   */
  async read(
    entity: Entity,
    known: string | undefined,
    workDirectory: string,
  ): Promise<DocsCheckout | undefined> {
    const { type, target } = this.locate(entity);
    if (type === 'url') return this.#download(target, known, workDirectory);
    const version = await versionOf(target);
    return version === known
      ? undefined
      : { directory: target, version, done: async () => {} };
  }

  async #download(
    url: string,
    known: string | undefined,
    workDirectory: string,
  ) {
    try {
      const tree = await this.#reader.readTree(url, {
        etag: known,
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      });
      const targetDir = await mkdtemp(path.join(workDirectory, 'source-'));
      const done = () => rm(targetDir, { recursive: true, force: true });
      try {
        const directory = await tree.dir({ targetDir });
        return { directory, version: tree.etag, done };
      } catch (error) {
        await done();
        throw error;
      }
    } catch (error) {
      if (isError(error) && error.name === 'NotModifiedError') return undefined;
      throw error;
    }
  }
}

/** Made of the names, sizes and times of the files: reading them all each time would take longer. */
async function versionOf(directory: string): Promise<string> {
  const { docsDir } = await readSettings(directory, '');
  const files = await listFiles(docsDir);
  const settings = await lstat(path.join(directory, 'mkdocs.yml')).catch(
    () => undefined,
  );
  return createHash('sha256')
    .update(JSON.stringify([settings?.mtimeMs, settings?.size, files]))
    .digest('hex');
}

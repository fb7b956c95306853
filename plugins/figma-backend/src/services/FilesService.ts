import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  type FileItem,
  type FilesResponse,
  MAX_FILES,
  type ReferringEntity,
  type Summary,
} from '@internal/plugin-figma-common';
import type { CodedError } from '@internal/upstream-node';
import { codedOrThrow, problemOf } from '../problems';
import { type Design, designOf } from './designs';
import { notReadYet, type SummaryService } from './SummaryService';

/** How long the page waits for files that were never read; they come with the next look. */
const PATIENCE_MS = 8_000;
const MAX_ENTITIES = 200;

/** A file with everybody who refers to it. */
interface Group {
  design: Design;
  entities: ReferringEntity[];
}

/** The design files of many entities. */
export class FilesService {
  readonly #summaries: SummaryService;
  readonly #patienceMs: number;

  constructor(summaries: SummaryService, patienceMs = PATIENCE_MS) {
    this.#summaries = summaries;
    this.#patienceMs = patienceMs;
  }

  /**
   * Reads each file once, however many entities refer to it.
   *
   * @param entities - those that the caller may see
   */
  async read(
    of: string | undefined,
    entities: Entity[],
  ): Promise<FilesResponse> {
    const groups = new Map<string, Group>();
    const items: FileItem[] = [];
    for (const entity of entities) {
      const referring = referringOf(entity);
      try {
        const design = designOf(entity);
        const group = groups.get(design.file.key);
        if (group) {
          group.entities.push(referring);
        } else {
          groups.set(design.file.key, { design, entities: [referring] });
        }
      } catch (error) {
        items.push({
          entities: [referring],
          problem: problemOf(codedOrThrow(error)),
        });
      }
    }
    const listed = [...groups.values()].slice(0, MAX_FILES);
    items.unshift(...(await this.#itemsOf(listed)));
    return {
      ...(of && { of }),
      items: items.sort(lastChangedFirst).slice(0, MAX_FILES),
      more: groups.size > listed.length || items.length > MAX_FILES,
    };
  }

  async #itemsOf(groups: Group[]): Promise<FileItem[]> {
    let giveUp = () => {};
    const patience = new Promise<CodedError>(resolve => {
      const timer = setTimeout(() => resolve(notReadYet()), this.#patienceMs);
      giveUp = () => clearTimeout(timer);
    });
    const items = await Promise.all(
      groups.map(async ({ design, entities }): Promise<FileItem> => {
        const outcome = await Promise.race([
          this.#summaries
            .read(design, { eager: false })
            .catch(error => codedOrThrow(error)),
          patience,
        ]);
        const referring = entities.slice(0, MAX_ENTITIES);
        if (outcome instanceof Error) {
          return { entities: referring, problem: problemOf(outcome) };
        }
        const { entityRef, ...summary } = outcome satisfies Summary;
        return { entities: referring, ...summary };
      }),
    );
    giveUp();
    return items;
  }
}

function referringOf(entity: Entity): ReferringEntity {
  return {
    entityRef: stringifyEntityRef(entity),
    title: (entity.metadata.title ?? entity.metadata.name).slice(0, 500),
  };
}

/** Those with a problem come last. */
function lastChangedFirst(a: FileItem, b: FileItem): number {
  const at = (item: FileItem) =>
    'lastChange' in item ? item.lastChange.at : '';
  return at(b).localeCompare(at(a));
}

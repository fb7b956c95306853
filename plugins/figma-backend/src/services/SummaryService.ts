import type {
  Count,
  DevStatus,
  FileRef,
  Problem,
  Summary,
} from '@internal/plugin-figma-common';
import { THUMBNAIL } from '@internal/plugin-figma-common';
import { codedOrThrow, problem, problemOf } from '../problems';
import { type Age, combineAges } from './ages';
import { type Design, fileOf, imagePath } from './designs';
import type { DocumentReader } from './DocumentReader';
import type { DocumentDigest, Meta } from './digestTypes';
import type { FileReader } from './FileReader';
import type { ImageService } from './ImageService';
import type { Known } from './KeptParts';

/** A part of a summary, or why it isn't known. */
type Part<T> = { known: T } | { problem: Problem };

/** A file in a few facts; what fails of it doesn't hide the rest. */
export class SummaryService {
  constructor(
    private readonly reader: FileReader,
    private readonly documents: DocumentReader,
    private readonly images: ImageService,
  ) {}

  /**
   * Reads a summary.
   *
   * @param eager - false: the document, a dear call, is read behind the answer
   * @throws errors of `problem()`, when not even the name of the file is known
   */
  async read(
    { entityRef, file }: Design,
    { eager = true }: { eager?: boolean } = {},
  ): Promise<Summary> {
    const meta = await this.reader.meta(file);
    const [comments, document, thumbnail] = await Promise.all([
      part(this.reader.comments(file)),
      this.#document(file, meta, eager),
      part(this.images.thumbnail(file, meta)),
    ]);
    const stored = 'known' in thumbnail ? thumbnail.known : undefined;
    return {
      entityRef,
      file: fileOf(file, meta.value),
      lastChange: {
        at: meta.value.touchedAt,
        ...(meta.value.touchedBy && { by: meta.value.touchedBy }),
      },
      ...(stored && {
        thumbnail: imagePath(entityRef, stored.value.version, THUMBNAIL),
      }),
      ...('problem' in thumbnail && { thumbnailProblem: thumbnail.problem }),
      openComments: countOf(comments, ({ value }) => value.total),
      readyForDev: countOf(document, ({ value }) =>
        withStatus(value, 'READY_FOR_DEV'),
      ),
      completed: countOf(document, ({ value }) =>
        withStatus(value, 'COMPLETED'),
      ),
      ...combineAges(meta.age, ...agesOf(comments, document, thumbnail)),
    };
  }

  async #document(
    file: FileRef,
    meta: Known<Meta>,
    eager: boolean,
  ): Promise<Part<Known<DocumentDigest>>> {
    if (meta.value.editorType !== 'figma') {
      // Boards, slides and the like have no statuses for developers.
      return {
        known: {
          value: { nodes: [], more: false },
          age: meta.age,
          isFresh: true,
        },
      };
    }
    const document = part(this.documents.document(file));
    if (eager || (await this.documents.hasDocument(file))) {
      return document;
    }
    return { problem: problemOf(notReadYet()) };
  }
}

export function notReadYet() {
  return problem(
    'unavailable',
    'figma_not_read_yet',
    'The portal is reading this file.',
    'Come back in a moment.',
  );
}

async function part<T>(promise: Promise<T>): Promise<Part<T>> {
  try {
    return { known: await promise };
  } catch (error) {
    return { problem: problemOf(codedOrThrow(error)) };
  }
}

function countOf<T>(one: Part<T>, count: (known: T) => number): Count {
  return 'problem' in one ? one : { count: count(one.known) };
}

function withStatus({ nodes }: DocumentDigest, status: DevStatus) {
  return nodes.filter(({ devStatus }) => devStatus === status).length;
}

function agesOf(...parts: Part<{ age: Age } | undefined>[]): Age[] {
  return parts.flatMap(one =>
    'known' in one && one.known ? [one.known.age] : [],
  );
}

import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  devModeUrl,
  FIGMA_COMPONENTS_ANNOTATION,
  FIGMA_FILE_URL_ANNOTATION,
  FIGMA_NODE_IDS_ANNOTATION,
  type File,
  type FileRef,
  hasDevMode,
  openUrl,
  type ParsedList,
  parseComponents,
  parseFileUrl,
  parseNodeIds,
} from '@internal/plugin-figma-common';
import { problem } from '../problems';
import { changeMarkOf } from './Changes';
import type { Meta } from './digestTypes';

/** What an entity says of its design. */
export interface Design {
  entityRef: string;
  file: FileRef;
  annotations: Record<string, string>;
}

/** Frames that an entity chooses. */
export interface ChosenFrames {
  chosenBy: 'annotation' | 'file-url' | 'nobody';
  ids: string[];
}

/**
 * The design of an entity.
 *
 * @throws NotFoundError with code `annotation_missing` or `annotation_malformed`
 */
export function designOf(entity: Entity): Design {
  const entityRef = stringifyEntityRef(entity);
  const annotations = entity.metadata.annotations ?? {};
  const value = annotations[FIGMA_FILE_URL_ANNOTATION];
  if (!value) {
    throw problem(
      'absent',
      'annotation_missing',
      `${entityRef} names no design file in Figma.`,
      `Add the annotation ${FIGMA_FILE_URL_ANNOTATION} to its file in the catalog.`,
    );
  }
  const file = parseFileUrl(value);
  if (!file) {
    throw problem(
      'absent',
      'annotation_malformed',
      `The annotation ${FIGMA_FILE_URL_ANNOTATION} of ${entityRef} is malformed.`,
      "Copy the file's link in Figma: https://www.figma.com/design/… or the like.",
    );
  }
  return { entityRef, file, annotations };
}

/** Reads a list of an annotation. @throws NotFoundError that says what is wrong with it */
function listOf(
  { entityRef, annotations }: Design,
  name: string,
  parse: (value: string) => ParsedList,
): string[] | undefined {
  const value = annotations[name];
  if (!value?.trim()) {
    return undefined;
  }
  const parsed = parse(value);
  if ('wrong' in parsed) {
    const isTooLong = parsed.wrong.includes('is the most');
    throw problem(
      'absent',
      isTooLong ? 'annotation_too_long' : 'annotation_malformed',
      `The annotation ${name} of ${entityRef} can't be used: ${parsed.wrong}.`,
      isTooLong
        ? 'Choose fewer of them in its file in the catalog.'
        : 'Correct it in its file in the catalog.',
    );
  }
  return parsed.items;
}

/** @throws NotFoundError with code `annotation_malformed` or `annotation_too_long` */
export function chosenFrames(design: Design): ChosenFrames {
  const ids = listOf(design, FIGMA_NODE_IDS_ANNOTATION, parseNodeIds);
  if (ids) {
    return { chosenBy: 'annotation', ids };
  }
  return design.file.nodeId
    ? { chosenBy: 'file-url', ids: [design.file.nodeId] }
    : { chosenBy: 'nobody', ids: [] };
}

/** @throws NotFoundError with code `annotation_malformed` or `annotation_too_long` */
export const chosenComponents = (design: Design) =>
  listOf(design, FIGMA_COMPONENTS_ANNOTATION, parseComponents);

/** A file as the contract tells of it. */
export function fileOf(file: FileRef, meta: Meta): File {
  const { kind, key, mainKey } = file;
  return {
    kind,
    key,
    ...(mainKey && { mainKey }),
    name: meta.name,
    editorType: meta.editorType,
    ...(meta.folderName && { folderName: meta.folderName }),
    url: openUrl(file),
    ...(hasDevMode(kind) &&
      meta.editorType === 'figma' && { devModeUrl: devModeUrl(file) }),
    changeMark: changeMarkOf(key),
  };
}

/** Addresses of a node in Figma. */
export function nodeLinks(file: FileRef, meta: Meta, nodeId?: string) {
  return {
    url: openUrl(file, nodeId),
    ...(hasDevMode(file.kind) &&
      meta.editorType === 'figma' && {
        devModeUrl: devModeUrl(file, nodeId),
      }),
  };
}

/** Path of a picture below the plugin's address. */
export function imagePath(
  entityRef: string,
  version: string,
  image: string,
): string {
  const [kind, rest] = entityRef.split(':');
  const [namespace, name] = rest.split('/');
  const parts = [kind, namespace, name, 'images', version, image];
  return `/entities/${parts.map(encodeURIComponent).join('/')}`;
}

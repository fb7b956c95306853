import type { FileSeed, NodeSeed, PageSeed } from './types';

const GAP = 80;
const WHITE = { r: 1, g: 1, b: 1, a: 1 };

/** Width and height of a node; a section is as large as what is in it. */
export function sizeOf(node: NodeSeed): [number, number] {
  if (node.size) {
    return node.size;
  }
  const sizes = (node.children ?? []).map(sizeOf);
  return [
    sizes.reduce((sum, [width]) => sum + width + GAP, GAP),
    sizes.reduce((most, [, height]) => Math.max(most, height), 0) + 2 * GAP,
  ];
}

function fillOf(node: NodeSeed) {
  const shade = node.dark ? 0.1 : 0.98;
  return {
    blendMode: 'NORMAL',
    type: 'SOLID',
    color: { r: shade, g: shade, b: shade, a: 1 },
  };
}

/** A row of nodes, from left to right. */
function row(
  nodes: NodeSeed[],
  [x, y]: [number, number],
  depth: number,
): object[] {
  let left = x;
  return nodes.map(node => {
    const json = nodeJson(node, [left, y], depth);
    left += sizeOf(node)[0] + GAP;
    return json;
  });
}

/**
 * A node in the words of Figma's API.
 *
 * @param depth - how many levels below it are told
 */
export function nodeJson(
  node: NodeSeed,
  [x, y]: [number, number] = [0, 0],
  depth = Infinity,
): object {
  const { id, name, type = 'FRAME', children = [] } = node;
  const [width, height] = sizeOf(node);
  const box = { x, y, width, height };
  const common = {
    id,
    name,
    type,
    scrollBehavior: 'SCROLLS',
    children: depth > 0 ? row(children, [x + GAP, y + GAP], depth - 1) : [],
    absoluteBoundingBox: box,
    absoluteRenderBounds: node.blank ? null : box,
    fills: [fillOf(node)],
    strokes: [],
    strokeWeight: 1,
    strokeAlign: 'INSIDE',
    ...(node.devStatus && {
      devStatus: {
        type: node.devStatus,
        ...(node.note && { description: node.note }),
      },
    }),
  };
  return type === 'SECTION'
    ? { ...common, sectionContentsHidden: false }
    : {
        ...common,
        blendMode: 'PASS_THROUGH',
        constraints: { vertical: 'TOP', horizontal: 'LEFT' },
        clipsContent: true,
        background: [fillOf(node)],
        backgroundColor: WHITE,
        effects: [],
        interactions: [],
      };
}

function pageJson(page: PageSeed, depth: number): object {
  return {
    id: page.id,
    name: page.name,
    type: 'CANVAS',
    scrollBehavior: 'SCROLLS',
    children: depth > 0 ? row(page.children, [0, 0], depth - 1) : [],
    backgroundColor: { r: 0.12, g: 0.12, b: 0.12, a: 1 },
    prototypeStartNodeID: null,
    flowStartingPoints: [],
    prototypeDevice: { type: 'NONE', rotation: 'NONE' },
  };
}

/**
 * The whole document of a file.
 *
 * @param depth - 1 is the pages alone, 2 what is directly on them, and so on
 */
export function documentJson(file: FileSeed, depth: number): object {
  return {
    id: '0:0',
    name: 'Document',
    type: 'DOCUMENT',
    scrollBehavior: 'SCROLLS',
    children: file.pages.map(page => pageJson(page, depth - 1)),
  };
}

/** A page's JSON by the page's id, to be asked for as a node. */
export const pageNodeJson = (page: PageSeed, depth: number) =>
  pageJson(page, depth);

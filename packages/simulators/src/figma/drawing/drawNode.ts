import { sizeOf } from '../documentJson';
import type { FileSeed, NodeSeed } from '../types';
import { looks, type Area, type Palette } from './looks';
import { Picture } from './Picture';

const SMALL = new Set(['button', 'field', 'badge']);
const PHONE = 500;
/** Figma scales down what has more than 32 megapixels. */
const MOST_PIXELS = 32_000_000;

const paletteOf = (node: NodeSeed, accent: string): Palette =>
  node.dark || node.look === 'room'
    ? {
        accent,
        ground: '#15171c',
        card: '#23262e',
        line: '#383d48',
        text: '#f2f4f8',
        faint: '#8a92a3',
      }
    : {
        accent,
        ground: '#f5f6f8',
        card: '#ffffff',
        line: '#dfe3ea',
        text: '#2b303b',
        faint: '#a7afbd',
      };

/** Always the same numbers for the same node. */
function varied(id: string): (most: number) => number {
  let state = [...id].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7);
  return most => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
}

/** Draws the bars of a screen and gives what is left for its content. */
function drawBars(picture: Picture, palette: Palette): Area {
  const { width, height } = picture;
  if (width < PHONE) {
    picture.box(0, 0, width, 96, palette.card);
    picture.box(24, 18, 44, 10, palette.text, 5);
    picture.box(width - 68, 18, 44, 10, palette.text, 5);
    picture.box(24, 56, 130, 20, palette.text, 10);
    picture.disc(width - 40, 66, 16, palette.accent);
    picture.box(0, height - 76, width, 76, palette.card);
    for (let tab = 0; tab < 4; tab++) {
      picture.disc(
        (width / 4) * (tab + 0.5),
        height - 44,
        13,
        tab ? palette.faint : palette.accent,
      );
    }
    picture.box(width / 2 - 60, height - 14, 120, 5, palette.text, 3);
    return { x: 0, y: 96, width, height: height - 172 };
  }
  picture.box(0, 0, width, 64, palette.card);
  picture.disc(36, 32, 16, palette.accent);
  picture.box(66, 24, 120, 16, palette.text, 8);
  for (let link = 0; link < 3; link++) {
    picture.box(width - 420 + link * 110, 27, 76, 11, palette.faint, 5);
  }
  picture.disc(width - 48, 32, 18, palette.line);
  picture.box(0, 64, 220, height - 64, palette.card);
  for (let item = 0; item < 7; item++) {
    if (item === 1) {
      picture.box(12, 84 + item * 48, 196, 36, palette.line, 8);
    }
    picture.box(
      28,
      94 + item * 48,
      16,
      16,
      item === 1 ? palette.accent : palette.faint,
      4,
    );
    picture.box(
      58,
      97 + item * 48,
      70 + ((item * 37) % 60),
      11,
      palette.faint,
      5,
    );
  }
  return { x: 220, y: 64, width: width - 220, height: height - 64 };
}

function drawScreen(node: NodeSeed, accent: string, [width, height]: number[]) {
  const palette = paletteOf(node, accent);
  const picture = new Picture(width, height, palette.ground);
  const look = node.look ?? 'list';
  const area =
    SMALL.has(look) || node.type === 'COMPONENT'
      ? { x: 0, y: 0, width, height }
      : drawBars(picture, palette);
  looks[look](picture, area, palette, varied(node.id));
  return picture;
}

/** A section: what is in it, small and side by side. */
function drawSection(
  node: NodeSeed,
  accent: string,
  [width, height]: number[],
) {
  const picture = new Picture(width, height, '#e9ecf2');
  let left = 80;
  for (const child of node.children ?? []) {
    const [wide, tall] = sizeOf(child);
    const { ground, card, faint } = paletteOf(child, accent);
    picture.box(left, 80, wide, tall, ground, 12);
    picture.box(left, 80, wide, Math.min(64, tall), card, 12);
    picture.box(left + 24, 170, wide * 0.5, 18, accent, 9);
    for (let line = 0; line < 6 && 240 + line * 70 < tall; line++) {
      picture.box(
        left + 24,
        240 + line * 70,
        wide * (0.5 + ((line * 29) % 40) / 100),
        14,
        faint,
        7,
      );
    }
    left += wide + 80;
  }
  return picture;
}

/**
 * Draws a node as a PNG file.
 *
 * @param scale - 0.01 to 4, as Figma takes it; sizes are bounded so that a test stays quick
 */
export function drawNode(
  file: FileSeed,
  node: NodeSeed,
  scale: number,
): Buffer {
  const [width, height] = sizeOf(node);
  const most = Math.sqrt(MOST_PIXELS / (width * height));
  const size = [width, height].map(side =>
    Math.max(1, Math.round(side * Math.min(1, most))),
  );
  const picture =
    node.type === 'SECTION' || node.type === 'COMPONENT_SET'
      ? drawSection(node, file.accent, size)
      : drawScreen(node, file.accent, size);
  return picture.scaled(Math.min(scale, most)).png();
}

/** The thumbnail of a whole file: its first frame on a ground of its colour. */
export function drawThumbnail(file: FileSeed): Buffer {
  const queue = file.pages.flatMap(({ children }) => children);
  const frame = queue.find(({ look }) => look) ??
    queue.flatMap(({ children = [] }) => children).find(({ look }) => look) ?? {
      id: '0:0',
      name: file.name,
      look: 'grid' as const,
    };
  const picture = new Picture(640, 400, '#ffffff');
  picture.box(0, 0, 640, 400, file.accent);
  picture.box(60, 44, 520, 356, '#ffffff', 14);
  const screen = drawScreen(frame, file.accent, [1040, 712]).scaled(0.5);
  picture.paste(screen, 60, 44);
  return picture.png();
}

import type { Look } from '../types';
import type { Colour, Picture } from './Picture';

/** What a frame is drawn with. */
export interface Palette {
  accent: Colour;
  ground: Colour;
  card: Colour;
  line: Colour;
  text: Colour;
  faint: Colour;
}

/** Where the content of a frame is: within its bars. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Draw = (
  picture: Picture,
  area: Area,
  palette: Palette,
  vary: (most: number) => number,
) => void;

const bar = 14;

/** A line of text, as a bar. */
function text(
  picture: Picture,
  x: number,
  y: number,
  width: number,
  colour: Colour,
  height = bar,
) {
  picture.box(x, y, width, height, colour, height / 2);
}

const form: Draw = (picture, { x, y, width, height }, palette, vary) => {
  const wide = Math.min(420, width - 48);
  const left = x + (width - wide) / 2;
  let top = y + Math.max(32, height * 0.16);
  picture.disc(x + width / 2, top, 34, palette.accent);
  top += 66;
  text(picture, x + width / 2 - wide * 0.3, top, wide * 0.6, palette.text, 20);
  top += 52;
  for (let field = 0; field < 3; field++) {
    text(picture, left, top, 70 + vary(60), palette.faint, 10);
    picture.box(left, top + 20, wide, 46, palette.line, 10);
    picture.box(left + 2, top + 22, wide - 4, 42, palette.card, 8);
    text(picture, left + 16, top + 37, 60 + vary(wide / 2), palette.faint);
    top += 90;
  }
  picture.box(left, top + 8, wide, 50, palette.accent, 12);
  text(picture, x + width / 2 - 40, top + 26, 80, '#ffffff');
};

const list: Draw = (picture, { x, y, width, height }, palette, vary) => {
  const row = 84;
  for (let top = y + 20; top + row < y + height; top += row + 12) {
    picture.box(x + 20, top, width - 40, row, palette.card, 14);
    picture.disc(
      x + 62,
      top + row / 2,
      24,
      vary(3) ? palette.line : palette.accent,
    );
    text(
      picture,
      x + 104,
      top + 24,
      Math.min(width - 190, 120 + vary(160)),
      palette.text,
    );
    text(
      picture,
      x + 104,
      top + 50,
      Math.min(width - 160, 160 + vary(200)),
      palette.faint,
      10,
    );
    picture.box(
      x + width - 76,
      top + 30,
      40,
      24,
      vary(2) ? palette.line : palette.accent,
      12,
    );
  }
};

const grid: Draw = (picture, { x, y, width, height }, palette, vary) => {
  const columns = Math.max(2, Math.floor(width / 300));
  const gap = 20;
  const wide = (width - gap * (columns + 1)) / columns;
  const tall = wide * 0.62 + 64;
  for (let top = y + gap; top + 60 < y + height; top += tall + gap) {
    for (let column = 0; column < columns; column++) {
      const left = x + gap + column * (wide + gap);
      picture.box(left, top, wide, tall, palette.card, 14);
      picture.box(
        left,
        top,
        wide,
        wide * 0.62,
        vary(4) ? palette.line : palette.accent,
        14,
      );
      text(
        picture,
        left + 14,
        top + wide * 0.62 + 16,
        wide * 0.4 + vary(wide * 0.3),
        palette.text,
        12,
      );
      text(
        picture,
        left + 14,
        top + wide * 0.62 + 38,
        wide * 0.3 + vary(wide * 0.4),
        palette.faint,
        9,
      );
    }
  }
};

const room: Draw = (picture, { x, y, width, height }, palette) => {
  const across = width > height ? 3 : 2;
  const down = width > height ? 2 : 3;
  const gap = 12;
  const wide = (width - gap * (across + 1)) / across;
  const tall = (height - 110 - gap * (down + 1)) / down;
  for (let place = 0; place < across * down; place++) {
    const left = x + gap + (place % across) * (wide + gap);
    const top = y + gap + Math.floor(place / across) * (tall + gap);
    picture.box(
      left,
      top,
      wide,
      tall,
      place === 1 ? palette.accent : '#3a3f4b',
      16,
    );
    const r = Math.min(wide, tall) * 0.16;
    picture.disc(left + wide / 2, top + tall * 0.42, r, '#c9ced8');
    picture.box(
      left + wide / 2 - r * 1.7,
      top + tall * 0.42 + r * 1.2,
      r * 3.4,
      r * 1.5,
      '#c9ced8',
      r,
    );
    text(picture, left + 14, top + tall - 28, wide * 0.35, '#ffffff', 10);
  }
  for (let button = 0; button < 4; button++) {
    picture.disc(
      x + width / 2 + (button - 1.5) * 76,
      y + height - 56,
      28,
      button === 3 ? '#e5484d' : '#5b6170',
    );
  }
};

const chat: Draw = (picture, { x, y, width, height }, palette, vary) => {
  let top = y + 24;
  for (let remark = 0; top + 70 < y + height - 90; remark++) {
    const mine = remark % 3 === 1;
    const wide = Math.min(width * 0.68, 140 + vary(width * 0.4));
    const tall = 46 + vary(3) * 20;
    const left = mine ? x + width - wide - 24 : x + 24;
    picture.box(
      left,
      top,
      wide,
      tall,
      mine ? palette.accent : palette.card,
      18,
    );
    text(
      picture,
      left + 18,
      top + 18,
      wide - 50,
      mine ? '#ffffff' : palette.text,
      10,
    );
    top += tall + 16;
  }
  picture.box(x + 20, y + height - 72, width - 40, 50, palette.card, 25);
  text(picture, x + 44, y + height - 53, width * 0.3, palette.faint, 12);
  picture.disc(x + width - 46, y + height - 47, 18, palette.accent);
};

const profile: Draw = (picture, { x, y, width, height }, palette, vary) => {
  picture.box(x, y, width, Math.min(200, height * 0.3), palette.accent);
  const middle = y + Math.min(200, height * 0.3);
  picture.disc(x + width / 2, middle, 66, palette.ground);
  picture.disc(x + width / 2, middle, 58, palette.line);
  text(picture, x + width / 2 - 90, middle + 86, 180, palette.text, 20);
  text(picture, x + width / 2 - 60, middle + 122, 120, palette.faint, 10);
  list(
    picture,
    { x, y: middle + 150, width, height: height - (middle - y) - 150 },
    palette,
    vary,
  );
};

const table: Draw = (picture, { x, y, width, height }, palette, vary) => {
  text(picture, x + 28, y + 28, 220, palette.text, 22);
  picture.box(x + width - 168, y + 20, 140, 40, palette.accent, 10);
  picture.box(x + 28, y + 84, width - 56, height - 112, palette.card, 14);
  for (let top = y + 100; top + 44 < y + height - 30; top += 52) {
    for (let column = 0; column < 4; column++) {
      const left = x + 52 + (column * (width - 104)) / 4;
      text(
        picture,
        left,
        top + 14,
        60 + vary(90),
        column ? palette.faint : palette.text,
        11,
      );
    }
    picture.box(x + 28, top + 44, width - 56, 1, palette.line);
  }
};

const button: Draw = (picture, { x, y, width, height }, palette) => {
  const wide = Math.min(width - 24, 200);
  picture.box(
    x + (width - wide) / 2,
    y + height / 2 - 24,
    wide,
    48,
    palette.accent,
    12,
  );
  text(picture, x + width / 2 - 36, y + height / 2 - 6, 72, '#ffffff', 12);
};

const field: Draw = (picture, { x, y, width, height }, palette) => {
  const top = y + height / 2 - 32;
  text(picture, x + 16, top, 80, palette.text, 10);
  picture.box(x + 16, top + 20, width - 32, 44, palette.line, 10);
  picture.box(x + 18, top + 22, width - 36, 40, palette.card, 8);
  text(picture, x + 32, top + 37, width * 0.35, palette.faint, 11);
};

const badge: Draw = (picture, { x, y, width, height }, palette) => {
  picture.box(
    x + width / 2 - 44,
    y + height / 2 - 14,
    88,
    28,
    palette.accent,
    14,
  );
  text(picture, x + width / 2 - 24, y + height / 2 - 5, 48, '#ffffff', 10);
};

/** How each look fills a frame. */
export const looks: Record<Look, Draw> = {
  form,
  list,
  grid,
  room,
  chat,
  profile,
  table,
  button,
  field,
  badge,
};

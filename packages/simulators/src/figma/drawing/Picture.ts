import { crc32, deflateSync } from 'node:zlib';

/** A colour, `#rrggbb`. */
export type Colour = string;

/** A picture of few colours, written as an indexed PNG: small, whatever its size. */
export class Picture {
  private readonly pixels: Uint8Array;
  private readonly colours: Colour[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
    background: Colour,
  ) {
    this.pixels = new Uint8Array(width * height);
    this.index(background);
  }

  /** Fills a rectangle with round corners; what lies outside of the picture is left out. */
  box(
    x: number,
    y: number,
    width: number,
    height: number,
    colour: Colour,
    radius = 0,
  ): this {
    const index = this.index(colour);
    const left = Math.round(x);
    const top = Math.round(y);
    const right = Math.round(x + width);
    const bottom = Math.round(y + height);
    const r = Math.min(radius, (right - left) / 2, (bottom - top) / 2);
    for (
      let row = Math.max(0, top);
      row < Math.min(bottom, this.height);
      row++
    ) {
      const fromEdge = Math.min(row - top, bottom - 1 - row) + 0.5;
      const cut =
        fromEdge < r
          ? Math.round(r - Math.sqrt(r * r - (r - fromEdge) ** 2))
          : 0;
      const start = Math.max(0, left + cut);
      const end = Math.min(this.width, right - cut);
      if (end > start) {
        this.pixels.fill(
          index,
          row * this.width + start,
          row * this.width + end,
        );
      }
    }
    return this;
  }

  disc(x: number, y: number, radius: number, colour: Colour): this {
    return this.box(
      x - radius,
      y - radius,
      2 * radius,
      2 * radius,
      colour,
      radius,
    );
  }

  /** The same, smaller or larger. */
  scaled(factor: number): Picture {
    const width = Math.max(1, Math.round(this.width * factor));
    const height = Math.max(1, Math.round(this.height * factor));
    if (width === this.width && height === this.height) {
      return this;
    }
    const copy = new Picture(width, height, this.colours[0]);
    copy.colours.splice(0, 1, ...this.colours);
    for (let row = 0; row < height; row++) {
      const from = Math.floor((row * this.height) / height) * this.width;
      for (let column = 0; column < width; column++) {
        copy.pixels[row * width + column] =
          this.pixels[from + Math.floor((column * this.width) / width)];
      }
    }
    return copy;
  }

  /** Puts another picture onto this one. */
  paste(other: Picture, x: number, y: number): this {
    const index = other.colours.map(colour => this.index(colour));
    for (let row = 0; row < Math.min(other.height, this.height - y); row++) {
      for (
        let column = 0;
        column < Math.min(other.width, this.width - x);
        column++
      ) {
        this.pixels[(row + y) * this.width + column + x] =
          index[other.pixels[row * other.width + column]];
      }
    }
    return this;
  }

  /** The PNG file. */
  png(): Buffer {
    const rows = Buffer.alloc((this.width + 1) * this.height);
    for (let row = 0; row < this.height; row++) {
      rows.set(
        this.pixels.subarray(row * this.width, (row + 1) * this.width),
        row * (this.width + 1) + 1,
      );
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    // 8 bits a pixel, indexed.
    header.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk(
        'PLTE',
        Buffer.from(this.colours.map(hex => hex.slice(1)).join(''), 'hex'),
      ),
      chunk('IDAT', deflateSync(rows, { level: 6 })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  private index(colour: Colour): number {
    const known = this.colours.indexOf(colour);
    return known < 0 ? this.colours.push(colour) - 1 : known;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

import {
  createUpstreamFetch,
  type UpstreamFetch,
} from '@internal/upstream-node';
import type { FigmaConfig } from '../config';
import { problem } from '../problems';
import { figma } from './upstreamProblems';

/** A frame of 32 megapixels, the most that Figma draws, has seldom more. */
const MAX_PICTURE_BYTES = 12 * 1024 * 1024;
const MAX_DOWNLOADS_AT_ONCE = 6;

/** Where Figma keeps pictures: its own hosts, and its buckets at Amazon. */
const HOSTS = [
  /^(?:[\w-]+\.)*figma\.com$/,
  /^figma-[\w-]+\.s3(?:[.-][\w-]+)?\.amazonaws\.com$/,
  /^s3(?:[.-][\w-]+)?\.amazonaws\.com$/,
];

/** A picture as it is kept. */
export interface Picture {
  bytes: Buffer;
  contentType: 'image/png' | 'image/jpeg';
}

/** Fetches pictures from the addresses that Figma's API gives; the token never goes there. */
export class PictureClient {
  readonly #fetch: UpstreamFetch;
  /** The API's own address: a stand-in for Figma hands out pictures itself. */
  readonly #origin: string;

  constructor({ baseUrl, timeoutMs }: FigmaConfig) {
    this.#origin = new URL(baseUrl).origin;
    this.#fetch = createUpstreamFetch({
      upstream: 'Figma pictures',
      timeoutMs,
      maxBodyBytes: MAX_PICTURE_BYTES,
      concurrency: MAX_DOWNLOADS_AT_ONCE,
    });
  }

  /** @throws errors of `problem()`: no answer, a strange address, no picture */
  async fetch(address: string): Promise<Picture> {
    if (!this.#isFigmas(address)) {
      throw unusable('its address is not one of Figma');
    }
    let answer: Response;
    let bytes: Buffer;
    try {
      answer = await this.#fetch(address, { redirect: 'manual' });
      bytes = Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      throw figma.ofFailure(error);
    }
    if (answer.status !== 200) {
      throw unusable(`the status ${answer.status} came instead`);
    }
    const contentType = typeOf(bytes);
    if (!contentType) {
      throw unusable('something else came instead');
    }
    return { bytes, contentType };
  }

  #isFigmas(address: string): boolean {
    if (!URL.canParse(address)) {
      return false;
    }
    const url = new URL(address);
    return (
      url.origin === this.#origin ||
      (url.protocol === 'https:' &&
        !url.port &&
        HOSTS.some(host => host.test(url.hostname)))
    );
  }
}

/** What the bytes are, whatever their header said. */
function typeOf(bytes: Buffer): Picture['contentType'] | undefined {
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') {
    return 'image/png';
  }
  return bytes.subarray(0, 3).toString('hex') === 'ffd8ff'
    ? 'image/jpeg'
    : undefined;
}

function unusable(why: string) {
  return problem(
    'unavailable',
    'figma_picture_unusable',
    `A picture could not be fetched from Figma: ${why}.`,
    'Try again later. If it stays so, tell the platform team.',
  );
}

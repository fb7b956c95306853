import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Streams a log to a browser as plain text, at its pace, and ends it at the limit. That it was cut
 * is said by a last line: the headers are gone by then, and browsers can't read trailers.
 */
export async function sendLog(
  log: ReadableStream<Uint8Array>,
  response: Response,
  maxBytes: number,
): Promise<void> {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(
    Readable.fromWeb(log as never),
    source => upTo(maxBytes, source),
    response,
  );
}

/** Ends its source at the limit, so that what nobody will see isn't read. */
async function* upTo(maxBytes: number, source: AsyncIterable<Buffer>) {
  let left = maxBytes;
  for await (const chunk of source) {
    if (chunk.length > left) {
      yield chunk.subarray(0, left);
      yield `\n[The log is longer than the ${maxBytes} bytes that the portal shows. Read the rest on GitHub.]\n`;
      return;
    }
    left -= chunk.length;
    yield chunk;
  }
}

import { Readable, Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Streams a log to a browser as plain text, at its pace, and ends it at the limit. That it was cut
 * is said in the trailer-free way that browsers can read: by a last line.
 */
export async function sendLog(
  log: ReadableStream<Uint8Array>,
  response: Response,
  maxBytes: number,
): Promise<void> {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(Readable.fromWeb(log as never), limitTo(maxBytes), response);
}

function limitTo(maxBytes: number): Transform {
  let left = maxBytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      if (left < 0) {
        done();
        return;
      }
      if (chunk.length <= left) {
        left -= chunk.length;
        done(null, chunk);
        return;
      }
      const rest = chunk.subarray(0, left);
      left = -1;
      done(
        null,
        Buffer.concat([
          rest,
          Buffer.from(
            `\n[The log is longer than the ${maxBytes} bytes that the portal shows. Read the rest on GitHub.]\n`,
          ),
        ]),
      );
    },
  });
}

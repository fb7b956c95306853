import { pipeline } from 'node:stream/promises';
import { logCutNote } from '@internal/plugin-github-workflows-common';
import type { Response } from 'express';

// Only the waiting for GitHub counts: a slow reader may take as long as it likes.
const SILENCE_MS = 60_000;

/**
 * Streams a log to a browser as plain text, at its pace, and ends it at the limit. That it was cut
 * is said by a last line: the headers are gone by then, and browsers can't read trailers. No more
 * of it is held here than a few chunks, however large it is and however slow the reader.
 *
 * @param silenceMs - how long GitHub may send nothing while the reader waits for it
 * @throws when GitHub or the browser breaks off; the connection to the browser is broken then too,
 *   so that half a log doesn't look like a whole one
 */
export async function sendLog(
  log: ReadableStream<Uint8Array>,
  response: Response,
  maxBytes: number,
  silenceMs = SILENCE_MS,
): Promise<void> {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(() => upTo(maxBytes, silenceMs, log.getReader()), response);
}

/** Ends its source at the limit, so that what nobody will see isn't read. */
async function* upTo(
  maxBytes: number,
  silenceMs: number,
  reader: ReadableStreamDefaultReader<Uint8Array>,
) {
  let left = maxBytes;
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), silenceMs);
      if (done) {
        return;
      }
      if (value.length > left) {
        yield value.subarray(0, left);
        yield `\n${logCutNote(maxBytes)}\n`;
        return;
      }
      left -= value.length;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Waits for a part of a body, but not for ever. */
export async function withinSilence<T>(
  next: Promise<T>,
  silenceMs = SILENCE_MS,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('GitHub fell silent in the middle of a download')),
      silenceMs,
    );
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

import { pipeline } from 'node:stream/promises';
import { Artifact } from '@internal/plugin-github-workflows-common';
import type { Response as ExpressResponse } from 'express';
import { withinSilence } from './sendLog';

/**
 * Streams the zip of an artifact to a browser, at its pace, as a file to be kept, never to be
 * shown.
 *
 * @throws when there is more than was said: the connection is broken then, so that half a zip
 *   doesn't look like a whole one
 */
export async function sendArtifact(
  zip: Response,
  artifact: Artifact,
  response: ExpressResponse,
  maxBytes: number,
): Promise<void> {
  response.attachment(`${fileNameOf(artifact)}.zip`);
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  const length = zip.headers.get('content-length');
  if (length) {
    response.setHeader('Content-Length', length);
  }
  await pipeline(() => upTo(maxBytes, zip.body!.getReader()), response);
}

/** Names come from workflow files: nothing in one may lead out of the folder of downloads. */
function fileNameOf({ name, id }: Artifact): string {
  const safe = name
    .replace(/[^\p{L}\p{N}._ ()-]+/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(0, 100);
  return safe || `artifact-${id}`;
}

async function* upTo(
  maxBytes: number,
  reader: ReadableStreamDefaultReader<Uint8Array>,
) {
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) {
        return;
      }
      bytes += value.length;
      if (bytes > maxBytes) {
        throw new Error(`The artifact is longer than ${maxBytes} bytes`);
      }
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

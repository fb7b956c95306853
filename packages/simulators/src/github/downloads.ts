import { createHmac, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { SimulatorClock } from '../clock';
import { handle } from './context';

const minute = 60_000;

/**
 * Signed addresses that last one minute, on another origin than the API as on GitHub: a client
 * must not send its token there, and the storage refuses a request that does.
 * Source: docs.github.com/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run
 */
export class Downloads {
  private readonly secret = randomBytes(32);

  constructor(
    private readonly clock: SimulatorClock,
    private readonly origin: string,
    private readonly read: (
      path: string,
    ) => Iterable<string> | Buffer | undefined,
  ) {}

  /** The signed address of a path such as `/jobs/1/logs`. */
  sign(path: string): string {
    const expires = String(this.clock.now() + minute);
    return `${this.origin}/_downloads${path}?se=${expires}&sig=${this.signature(path, expires)}`;
  }

  router(): Router {
    return Router().get(
      '*',
      handle(async (req, res) => {
        const { se, sig } = req.query;
        const isValid =
          typeof se === 'string' &&
          sig === this.signature(req.path, se) &&
          Number(se) > this.clock.now() &&
          req.headers.authorization === undefined;
        const content = isValid ? this.read(req.path) : undefined;
        if (content === undefined) {
          res
            .status(403)
            .type('application/xml')
            .send(
              '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code></Error>',
            );
          return;
        }
        if (Buffer.isBuffer(content)) {
          res.type('application/zip').send(content);
          return;
        }
        res.type('text/plain');
        // At the reader's pace; one that goes away is no failure.
        await pipeline(Readable.from(inChunks(content)), res).catch(() => {});
      }),
    );
  }

  private signature(path: string, expires: string): string {
    return createHmac('sha256', this.secret)
      .update(`${path}\n${expires}`)
      .digest('hex');
  }
}

/** Many lines at once, as they come over a network. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length > 16_384) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

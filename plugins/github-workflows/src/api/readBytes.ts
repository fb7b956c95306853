/** A log broke off while it was read. */
class LogBrokenError extends Error {
  readonly code = 'log_broken';
  readonly remedy =
    'Retry. What came before is below; on GitHub you find all of it.';

  constructor() {
    super('The connection broke before the end of the log.');
    this.name = 'LogBrokenError';
  }
}

/**
 * The body of an answer, bit by bit.
 *
 * @throws LogBrokenError when the connection breaks, unless the signal has ended it
 */
export async function* readBytes(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(error => {
        throw signal.aborted ? error : new LogBrokenError();
      });
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

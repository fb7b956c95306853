import type { CodedError } from '@internal/upstream-node';
import { codedOrThrow, resumesAtOf } from '../problems';

/** Most nodes of one call: more make Figma run out of time. */
const BATCH = 40;
/** Calls of one question: a file where hardly a frame can be drawn must not use up the budget. */
const MAX_CALLS = 16;
/** How often a batch is halved when Figma fails without saying that it is too much. */
const MAX_BLIND_HALVINGS = 2;

const TOO_MUCH = ['figma_request_too_large', 'figma_answer_too_large'];
const MAYBE_TOO_MUCH = ['figma_unavailable', 'figma_timeout'];

/** What came of each id. */
export interface Batched<T> {
  done: Map<string, T>;
  failed: Map<string, CodedError>;
}

/**
 * Asks about many nodes in batches of 40, and halves a batch that is too much for Figma until only
 * the nodes that are too much by themselves are left.
 */
export async function inBatches<T>(
  ids: string[],
  ask: (ids: string[]) => Promise<Record<string, T>>,
): Promise<Batched<T>> {
  const done = new Map<string, T>();
  const failed = new Map<string, CodedError>();
  const fail = (batch: string[], error: CodedError) =>
    batch.forEach(id => failed.set(id, error));
  let calls = 0;
  // Set when further calls are of no use.
  let end: CodedError | undefined;

  async function run(batch: string[], blind: number): Promise<void> {
    if (end) {
      fail(batch, end);
      return;
    }
    calls += 1;
    try {
      const answer = await ask(batch);
      for (const id of batch) {
        done.set(id, answer[id]);
      }
    } catch (caught) {
      const error = codedOrThrow(caught);
      const isTooMuch = TOO_MUCH.includes(error.code);
      const mayBe = MAYBE_TOO_MUCH.includes(error.code);
      if (mayBe && (blind >= MAX_BLIND_HALVINGS || batch.length === 1)) {
        end = error;
      } else if ((!isTooMuch && !mayBe) || resumesAtOf(error)) {
        end = error;
      } else if (calls >= MAX_CALLS) {
        end = error;
      }
      if (end || batch.length === 1) {
        fail(batch, error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      const next = blind + (mayBe ? 1 : 0);
      await run(batch.slice(0, half), next);
      await run(batch.slice(half), next);
    }
  }

  for (let start = 0; start < ids.length; start += BATCH) {
    await run(ids.slice(start, start + BATCH), 0);
  }
  return { done, failed };
}

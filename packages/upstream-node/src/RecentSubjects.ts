import { createHash } from 'node:crypto';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { LRUCache } from 'lru-cache';

// A page asks several routes at once, and many pages ask again when a run changes.
const KEEP_MS = 5_000;

/**
 * Remembers for five seconds that a caller was let in to read an entity, so that a page full of
 * reads asks the catalog and the policy once (docs/adr/0008).
 *
 * By the caller's own token, which the framework has checked on every request: what somebody may
 * see is never told to anybody else, and a token that has run out is refused as ever. Refusals
 * aren't remembered, and nothing that changes anything asks here.
 */
export class RecentSubjects<Subject extends object> {
  readonly #kept = new LRUCache<string, Promise<Subject>>({
    max: 2_000,
    ttl: KEEP_MS,
    perf: Date,
  });

  /**
   * @param token - the request's `Authorization`; without one nothing is remembered
   * @param decide - asks the catalog and the policy
   * @throws what `decide` throws
   */
  read(
    token: string | undefined,
    ref: CompoundEntityRef,
    decide: () => Promise<Subject>,
  ): Promise<Subject> {
    if (!token) {
      return decide();
    }
    const key = createHash('sha256')
      .update(`${token}\n${stringifyEntityRef(ref)}`)
      .digest('base64');
    const kept = this.#kept.get(key);
    if (kept) {
      return kept;
    }
    const decided = decide();
    this.#kept.set(key, decided);
    decided.catch(() => {
      if (this.#kept.peek(key) === decided) {
        this.#kept.delete(key);
      }
    });
    return decided;
  }
}

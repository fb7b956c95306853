import {
  CodedError,
  createUpstreamFetch,
  ReadCache,
  UpstreamFetch,
} from '@internal/upstream-node';
import type { DatadogConfig } from '../config';
import { datadog, KeyResults, problemOfStatus } from './upstreamProblems';

// Who has just mended a key doesn't want to wait longer.
const TTL_MS = 30_000;

/** What Datadog says of both keys, and why where it couldn't say it. */
export interface CheckedKeys extends KeyResults {
  problem?: CodedError;
}

/** Asks Datadog for the keys alone, which tells a wrong key from a missing scope. */
export class KeyChecker {
  readonly #fetch: UpstreamFetch;
  readonly #cache = new ReadCache({ max: 1, ttlMs: TTL_MS });

  constructor(private readonly config: DatadogConfig) {
    this.#fetch = createUpstreamFetch({
      upstream: 'Datadog',
      timeoutMs: config.timeoutMs,
      maxBodyBytes: 64 * 1024,
      retries: 0,
    });
  }

  /** Both keys; asked once in half a minute however often they are wondered about. */
  async check(): Promise<CheckedKeys> {
    const { value } = await this.#cache.read('keys', () => this.#ask());
    return value;
  }

  async #ask(): Promise<CheckedKeys> {
    const { apiKey, applicationKey } = this.config.keys!;
    const first = await this.#validate('/api/v1/validate', {
      'DD-API-KEY': apiKey,
    });
    if (first.result !== 'accepted') {
      return {
        apiKey: first.result,
        applicationKey: 'unknown',
        ...(first.problem && { problem: first.problem }),
      };
    }
    const second = await this.#validate('/api/v2/validate_keys', {
      'DD-API-KEY': apiKey,
      'DD-APPLICATION-KEY': applicationKey,
    });
    return {
      apiKey: 'accepted',
      applicationKey: second.result,
      ...(second.problem && { problem: second.problem }),
    };
  }

  async #validate(
    path: string,
    headers: Record<string, string>,
  ): Promise<{ result: KeyResults['apiKey']; problem?: CodedError }> {
    try {
      const { ok, status } = await this.#fetch(`${this.config.apiUrl}${path}`, {
        headers: { Accept: 'application/json', ...headers },
        redirect: 'manual',
      });
      if (ok) {
        return { result: 'accepted' };
      }
      return status === 401 || status === 403
        ? { result: 'rejected' }
        : { result: 'unknown', problem: problemOfStatus(status, 'its keys') };
    } catch (error) {
      return { result: 'unknown', problem: datadog.ofFailure(error) };
    }
  }
}

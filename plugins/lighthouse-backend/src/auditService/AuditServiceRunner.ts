import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AuditServiceAudit,
  auditServiceAuditSchema,
} from '@internal/plugin-lighthouse-common';
import {
  createUpstreamFetch,
  isCodedError,
  type UpstreamFetch,
} from '@internal/upstream-node';
import type { z } from 'zod';
import type {
  AuditOrder,
  AuditOutcome,
  AuditRunner,
  AuditRunOptions,
  RunnerAvailability,
} from '../runner/AuditRunner';
import { MAX_REPORT_BYTES } from '../store/ReportStore';
import {
  problemOfFailure,
  problemOfStatus,
  unexpectedAnswer,
} from './serviceProblems';

export interface AuditServiceRunnerOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  /** Of a whole audit. */
  timeoutMs: number;
  /** From one look at a running audit to the next. Default 2 s. */
  lookMs?: number;
  /** How long the service may take to say that it is there. Default 3 s. */
  pingMs?: number;
  now?: () => number;
}

/** For so long it is believed that the service is there, or is not. */
const AVAILABILITY_TTL_MS = 15_000;

// As that service's own front end asks for it.
const SETTINGS = {
  mobile: { formFactor: 'mobile', emulatedFormFactor: 'mobile' },
  desktop: {
    formFactor: 'desktop',
    emulatedFormFactor: 'desktop',
    screenEmulation: {
      mobile: false,
      width: 1350,
      height: 940,
      deviceScaleFactor: 1,
      disabled: false,
    },
  },
};

/**
 * Lets a spotify/lighthouse-audit-service measure instead of the portal. Queue, history, budgets
 * and comparison stay the portal's own.
 */
export class AuditServiceRunner implements AuditRunner {
  readonly #options: AuditServiceRunnerOptions;
  readonly #fetch: UpstreamFetch;
  readonly #ping: UpstreamFetch;
  readonly #now: () => number;
  #known?: { until: number; availability: Promise<RunnerAvailability> };

  constructor(options: AuditServiceRunnerOptions) {
    this.#options = options;
    this.#fetch = createUpstreamFetch({
      upstream: 'the audit-service',
      timeoutMs: 30_000,
      concurrency: 4,
      queue: 50,
      maxBodyBytes: MAX_REPORT_BYTES,
    });
    // Pages wait for it, so it has less time than an audit, and no audit's calls before it.
    this.#ping = createUpstreamFetch({
      upstream: 'the audit-service',
      timeoutMs: options.pingMs ?? 3_000,
      concurrency: 1,
      queue: 5,
      maxBodyBytes: 10_000,
    });
    this.#now = options.now ?? Date.now;
  }

  /** Asks once for all who want to know at the same time, and remembers the answer for a moment. */
  async availability(): Promise<RunnerAvailability> {
    if (!this.#known || this.#now() >= this.#known.until) {
      const known = { until: Infinity, availability: this.#askWhetherThere() };
      this.#known = known;
      void known.availability.finally(() => {
        known.until = this.#now() + AVAILABILITY_TTL_MS;
      });
    }
    return this.#known.availability;
  }

  /** Never throws. */
  async #askWhetherThere(): Promise<RunnerAvailability> {
    try {
      await this.#ask('/_ping', {}, this.#ping);
      return { available: true };
    } catch (error) {
      const { message, remedy } = problemOfFailure(error);
      return { available: false, reason: message, remedy };
    }
  }

  async run(
    order: AuditOrder,
    { signal, onProgress }: AuditRunOptions,
  ): Promise<AuditOutcome> {
    const limit = AbortSignal.timeout(this.#options.timeoutMs);
    const ends = AbortSignal.any([signal, limit]);
    try {
      onProgress({ step: 'Asking the audit-service', done: 0 });
      const { id } = await this.#start(order, ends);
      onProgress({ step: 'The audit-service measures', done: 1 });
      for (;;) {
        await sleep(this.#options.lookMs ?? 2_000, undefined, { signal: ends });
        const audit = await this.#look(id, ends);
        if (audit.status !== 'RUNNING') {
          return outcomeOf(audit);
        }
      }
    } catch (error) {
      return this.#failed(error, signal.aborted, limit.aborted);
    }
  }

  #failed(error: unknown, aborted: boolean, tooLong: boolean): AuditOutcome {
    if (aborted) {
      return {
        status: 'failed',
        code: 'audit_aborted',
        message: 'The audit was given up.',
        retry: false,
      };
    }
    if (tooLong && !isCodedError(error)) {
      return {
        status: 'failed',
        code: 'audit_timeout',
        message: `The audit-service did not end the audit within ${Math.round(this.#options.timeoutMs / 1000)} s.`,
        remedy: 'Look at its log; lighthouse.serviceTimeout allows more time.',
        retry: false,
      };
    }
    const { code, message, remedy } = problemOfFailure(error);
    return { status: 'failed', code, message, remedy, retry: false };
  }

  async #start({ url, formFactor }: AuditOrder, signal: AbortSignal) {
    const response = await this.#ask('/v1/audits', {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        url,
        options: { lighthouseConfig: { settings: SETTINGS[formFactor] } },
      }),
      signal,
    });
    return read(response, auditServiceAuditSchema);
  }

  async #look(id: string, signal: AbortSignal) {
    const response = await this.#ask(`/v1/audits/${encodeURIComponent(id)}`, {
      // Anything else brings HTML.
      headers: { Accept: 'application/json' },
      signal,
    });
    return read(response, auditServiceAuditSchema);
  }

  async #ask(
    path: string,
    init: RequestInit,
    send = this.#fetch,
  ): Promise<Response> {
    let response: Response;
    try {
      response = await send(`${this.#options.baseUrl}${path}`, {
        ...init,
        redirect: 'manual',
      });
    } catch (error) {
      throw init.signal?.aborted ? error : problemOfFailure(error);
    }
    if (!response.ok) {
      throw problemOfStatus(response.status);
    }
    return response;
  }
}

function outcomeOf({ status, report }: AuditServiceAudit): AuditOutcome {
  return status === 'COMPLETED' && report
    ? { status: 'completed', report }
    : {
        status: 'failed',
        code: 'audit_failed',
        message:
          'The audit-service could not audit the page; it gives no reason.',
        remedy: 'Look at the log of the audit-service.',
        retry: false,
      };
}

async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw unexpectedAnswer();
  }
  return parsed.data;
}

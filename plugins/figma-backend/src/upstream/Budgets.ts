import { retryAfterMs } from '@internal/upstream-node';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { PLANS, type Plan } from '../config';
import { waiting } from '../problems';
import type { LimitStore } from '../store/LimitStore';

/** Rate tiers of Figma's endpoints; 1 is the dearest. */
export type Tier = 1 | 2 | 3;

const TIERS: Tier[] = [1, 2, 3];

/**
 * A budget is for half a minute and half of what Figma allows in a whole one: calls of two halves
 * that touch are then still no more than Figma's leaky bucket holds.
 */
const SECONDS = 30;
const HALF = 0.5;
const USUAL_WAIT_MS = 60_000;
/** A `Retry-After` beyond this is taken for a mistake. */
const LONGEST_WAIT_MS = 45 * 86_400_000;

/** How one tier stands. */
export interface BudgetState {
  tier: Tier;
  perMinute: number;
  left: number;
  calls: number;
  /** Milliseconds since 1970. */
  blockedUntil?: number;
}

/** What the portal allows itself to ask of Figma, by rate tier, and when Figma told it to wait. */
export class Budgets {
  readonly #limiters: Map<Tier, RateLimiterMemory>;
  readonly #calls = new Map<Tier, number>();
  readonly #limits: LimitStore;
  readonly #plan: Plan;
  readonly #now: () => number;

  constructor(options: { plan: Plan; limits: LimitStore; now?: () => number }) {
    this.#plan = options.plan;
    this.#limits = options.limits;
    this.#now = options.now ?? Date.now;
    this.#limiters = new Map(
      TIERS.map(tier => [
        tier,
        new RateLimiterMemory({
          points: Math.max(1, Math.floor(PLANS[options.plan][tier] * HALF)),
          duration: SECONDS,
        }),
      ]),
    );
  }

  /**
   * Takes one call out of a tier's budget.
   *
   * @throws WaitingError while Figma wants to be left alone, or when the budget is used up
   */
  async take(tier: Tier): Promise<void> {
    // Read each time: another process of the portal may have been told.
    const { [tier]: limit } = await this.#limits.read();
    if (limit && limit.blockedUntil > this.#now()) {
      throw waiting(limit.blockedUntil, 'figma');
    }
    try {
      await this.#limiters.get(tier)!.consume(tier);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) {
        throw error;
      }
      throw waiting(this.#now() + error.msBeforeNext, 'budget');
    }
    this.#calls.set(tier, (this.#calls.get(tier) ?? 0) + 1);
  }

  /**
   * Takes note of a 429; it outlives the process.
   *
   * @returns the error to give for it
   */
  async noteLimit(tier: Tier, headers: Headers) {
    const now = this.#now();
    const blockedUntil =
      now +
      retryAfterMs(headers.get('Retry-After'), {
        usualMs: USUAL_WAIT_MS,
        longestMs: LONGEST_WAIT_MS,
        now,
      });
    await this.#limits.write({
      tier,
      blockedUntil,
      seenAt: now,
      planTier: headers.get('X-Figma-Plan-Tier')?.slice(0, 50),
      limitType: headers.get('X-Figma-Rate-Limit-Type')?.slice(0, 50),
    });
    return waiting(blockedUntil, 'figma');
  }

  /** How each tier stands. */
  async states(): Promise<BudgetState[]> {
    const limits = await this.#limits.read();
    return Promise.all(
      TIERS.map(async tier => {
        const limiter = this.#limiters.get(tier)!;
        const used = await limiter.get(tier);
        const until = limits[tier]?.blockedUntil ?? 0;
        return {
          tier,
          perMinute: PLANS[this.#plan][tier],
          left: Math.max(0, used ? used.remainingPoints : limiter.points),
          calls: this.#calls.get(tier) ?? 0,
          ...(until > this.#now() && { blockedUntil: until }),
        };
      }),
    );
  }
}

import type { SimulatorClock } from '../clock';
import { FigmaError } from './FigmaError';
import { plans, type Plan, type Tier } from './types';

interface Bucket {
  level: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Refuses everything until then. */
  blockedUntil: number;
}

/** What a 429 says besides when to come back. */
export type LimitType = 'low' | 'high';

const MINUTE = 60_000;

/**
 * Figma's rate limits: a leaky bucket a tier, as wide as the calls of a minute.
 * Source: developers.figma.com/docs/rest-api/rate-limits, as of 2025-11-17.
 */
export class RateLimits {
  private readonly buckets = new Map<Tier, Bucket>();
  private readonly counted = new Map<Tier, number>();
  private limitType: LimitType = 'high';

  constructor(
    private readonly clock: SimulatorClock,
    private readonly plan: Plan,
  ) {}

  /** Calls by tier since the start or the last reset, refused ones too. */
  calls(): Record<Tier, number> {
    const of = (tier: Tier) => this.counted.get(tier) ?? 0;
    return { 1: of(1), 2: of(2), 3: of(3) };
  }

  /** Counts a call. @throws FigmaError 429 */
  take(tier: Tier): void {
    this.counted.set(tier, (this.counted.get(tier) ?? 0) + 1);
    const width = plans[this.plan][tier - 1];
    const bucket = this.bucket(tier);
    const now = this.clock.now();
    if (bucket.blockedUntil > now) {
      throw this.tooMany((bucket.blockedUntil - now) / 1000);
    }
    const leaked = ((now - bucket.at) / MINUTE) * width;
    bucket.level = Math.max(0, bucket.level - leaked);
    bucket.at = now;
    if (bucket.level + 1 > width) {
      throw this.tooMany(((bucket.level + 1 - width) / width) * 60);
    }
    bucket.level += 1;
  }

  /** Refuses every call of a tier for so many seconds. */
  block(tier: Tier, seconds: number, limitType: LimitType = 'low'): void {
    this.limitType = limitType;
    this.bucket(tier).blockedUntil = this.clock.now() + seconds * 1000;
  }

  reset(): void {
    this.buckets.clear();
    this.counted.clear();
    this.limitType = 'high';
  }

  private bucket(tier: Tier): Bucket {
    const known = this.buckets.get(tier);
    if (known) {
      return known;
    }
    const made = { level: 0, at: this.clock.now(), blockedUntil: 0 };
    this.buckets.set(tier, made);
    return made;
  }

  private tooMany(seconds: number): FigmaError {
    return new FigmaError(429, 'Rate limit exceeded', {
      headers: {
        'Retry-After': String(Math.max(1, Math.ceil(seconds))),
        'X-Figma-Plan-Tier': this.plan,
        'X-Figma-Rate-Limit-Type': this.limitType,
        'X-Figma-Upgrade-Link': 'https://www.figma.com/pricing/',
      },
    });
  }
}

import { createHmac } from 'node:crypto';
import type { SimulatorClock } from '../clock';

const SECRET = 'simulated-bucket';
const DAY = 86_400_000;

/**
 * Addresses of pictures, as Figma hands them out: on another host than the API's, without a token,
 * signed, and good for a while.
 */
export class SignedUrls {
  constructor(
    private readonly base: string,
    private readonly clock: SimulatorClock,
  ) {}

  /** @param path - below `/images`, such as `KEY/version/1:2?scale=1` without the query */
  make(path: string, days: number): string {
    const expires = this.clock.now() + days * DAY;
    const url = new URL(`/images/${path}`, this.base);
    url.searchParams.set('expires', String(expires));
    url.searchParams.set('signature', sign(url.pathname, String(expires)));
    return url.href;
  }

  /** Whether somebody may have the picture. */
  allows(pathname: string, query: Record<string, unknown>): boolean {
    const { expires, signature } = query;
    return (
      typeof expires === 'string' &&
      Number(expires) > this.clock.now() &&
      signature === sign(pathname, expires)
    );
  }
}

function sign(pathname: string, expires: string): string {
  return createHmac('sha256', SECRET)
    .update(`${pathname}\n${expires}`)
    .digest('hex');
}

import type { Request, Response } from 'express';

/** Which requests a fault hits. */
export interface Rule<Fault> {
  /** Any method when left out. */
  method?: string;
  /** A part of the path, or an expression that the path matches; the path has no query. */
  path: RegExp | string;
  fault: Fault;
  /** How often; for ever when left out. */
  times?: number;
}

/** The faults that are switched on in a simulator. */
export class FaultRules<Fault> {
  private rules: Rule<Fault>[] = [];

  add(rule: Rule<Fault>): void {
    this.rules.push({ ...rule });
  }

  /** All rules, the first that fits counts. */
  list(): Rule<Fault>[] {
    return this.rules.map(rule => ({ ...rule }));
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault for a request; counts it down. */
  take(method: string, path: string): Fault | undefined {
    const rule = this.rules.find(
      candidate =>
        (candidate.times ?? 1) > 0 &&
        (candidate.method ?? method).toUpperCase() === method &&
        (typeof candidate.path === 'string'
          ? path.includes(candidate.path)
          : candidate.path.test(path)),
    );
    if (rule?.times !== undefined) {
      rule.times -= 1;
    }
    return rule?.fault;
  }
}

/** Lets the routes work as ever, and hands their body to `end` instead of sending it. */
export function replaceEnd(
  res: Response,
  end: (body: string | Buffer) => void,
): void {
  res.end = ((chunk?: unknown) => {
    end(Buffer.isBuffer(chunk) || typeof chunk === 'string' ? chunk : '');
    return res;
  }) as Response['end'];
}

/** Promises the whole body and cuts the connection after half of it. */
export function sendHalf(
  req: Request,
  res: Response,
  body: string | Buffer,
): void {
  const bytes = Buffer.from(body as string);
  res.set('Content-Length', String(bytes.length));
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
    req.socket.destroy(),
  );
}

import type { Request } from 'express';
import { invalid } from './DatadogError';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `35m`, `3h` or `2d`. */
export function spanOf(ago: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(ago) ?? [];
  if (!unit) {
    throw new Error(`Not a span such as 35m: ${ago}`);
  }
  return Number(number) * units[unit as keyof typeof units];
}

/**
 * A parameter of the query, `page[size]` too.
 *
 * @throws DatadogError 400 when it is there more than once
 */
export function param(req: Request, name: string): string | undefined {
  const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
  const value = outer
    ? (req.query[outer] as Record<string, unknown> | undefined)?.[inner]
    : req.query[name];
  if (value !== undefined && typeof value !== 'string') {
    throw invalid(`Invalid value for parameter ${name}`);
  }
  return value;
}

/** A whole number within bounds. @throws DatadogError 400 */
export function numberParam(
  req: Request,
  name: string,
  { fallback, min, max }: { fallback?: number; min: number; max: number },
): number {
  const text = param(req, name);
  const value = text === undefined ? fallback : Number(text);
  if (value === undefined) {
    throw invalid(`Missing required parameter ${name}`);
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw invalid(`Parameter ${name} must be between ${min} and ${max}`);
  }
  return value;
}

/** `true` or `false`. @throws DatadogError 400 */
export function flagParam(req: Request, name: string): boolean {
  const text = param(req, name) ?? 'false';
  if (text !== 'true' && text !== 'false') {
    throw invalid(`Parameter ${name} must be a boolean`);
  }
  return text === 'true';
}

/** Something to search in. */
export interface Searched {
  tags: string[];
  name: string;
}

/**
 * Searches as far as Datadog's searches agree: terms `key:value`, with `key:(a OR b)` for one of
 * several and quotes around a value, are tags; other words are of the name. All have to fit.
 *
 * @throws DatadogError 400 for a search that ends in the middle
 */
export function matcherOf(query: string): (one: Searched) => boolean {
  const terms = [
    ...query.matchAll(/([\w.@-]+):(?:\(([^)]*)\)|"([^"]*)"|(\S+))|(\S+)/g),
  ].filter(([whole]) => whole !== 'AND');
  if (/[("]/.test(query.replace(/:(\([^)]*\)|"[^"]*")/g, ''))) {
    throw invalid('Invalid query');
  }
  return ({ tags, name }) =>
    terms.every(([, key, several, quoted, single, word]) => {
      if (key === undefined) {
        return name.toLowerCase().includes(word.toLowerCase());
      }
      const values = several?.split(/\s+OR\s+/) ?? [quoted ?? single];
      return values.some(value => tags.includes(`${key}:${value.trim()}`));
    });
}

import type { Request, Response } from 'express';
import { ApiError } from './ApiError';
import { queryOf } from './filters';

/** How a list is cut into pages. */
export interface PagingRules {
  /** The usual number of rows, and the largest. */
  perPage: number;
  max: number;
  /** Address of the API, which the link to the next page begins with. */
  url: string;
  /** Where the next page begins, as parameters of its address. */
  offsetAfter(end: number): Record<string, string>;
  /** Where this page begins. */
  readOffset(query: URLSearchParams): number;
}

function readPerPage(query: URLSearchParams, rules: PagingRules): number {
  const perPage = Number(query.get('per_page') ?? rules.perPage);
  if (!Number.isInteger(perPage) || perPage < 1) {
    throw new ApiError(400, 'per_page is invalid');
  }
  return Math.min(perPage, rules.max);
}

/**
 * Sends a page of a list, with `X-Total-Count` and a `Link` to the next page unless it is the last.
 * @throws ApiError 400
 */
export function sendPage(
  req: Request,
  res: Response,
  rows: object[],
  rules: PagingRules,
): void {
  const query = queryOf(req);
  const perPage = readPerPage(query, rules);
  const start = rules.readOffset(query);
  const end = start + perPage;
  res.set('X-Total-Count', String(rows.length));
  if (end < rows.length) {
    for (const key of [...query.keys()].filter(one => /^offset/.test(one))) {
      query.delete(key);
    }
    for (const [name, value] of Object.entries(rules.offsetAfter(end))) {
      query.set(name, value);
    }
    query.set('per_page', String(perPage));
    res.set('Link', `<${rules.url}${req.path}?${query}>; rel="next"`);
  }
  res.json(rows.slice(start, end));
}

/** A place in a list as its number. @throws ApiError 400 */
export function readNumber(query: URLSearchParams): number {
  const offset = Number(query.get('offset') ?? 0);
  if (!Number.isInteger(offset) || offset < 0) {
    throw new ApiError(400, 'offset is invalid');
  }
  return offset;
}

import type { Request, Response } from 'express';
import type { Links } from './present/links';

/**
 * Cuts out the page that `per_page` (30, at most 100) and `page` ask for and sets the Link header.
 * Source: docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function paginate<T>(
  req: Request,
  res: Response,
  links: Links,
  items: T[],
): T[] {
  const perPage = Math.min(100, positive(req.query.per_page) ?? 30);
  const page = positive(req.query.page) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const relations: [string, number][] = [];
  if (page > 1) {
    relations.push(['prev', Math.min(page - 1, last)]);
  }
  if (page < last) {
    relations.push(['next', page + 1], ['last', last]);
  }
  if (page > 1) {
    relations.push(['first', 1]);
  }
  if (relations.length > 0) {
    res.set(
      'Link',
      relations
        .map(([rel, to]) => `<${pageUrl(req, links, to)}>; rel="${rel}"`)
        .join(', '),
    );
  }
  return items.slice((page - 1) * perPage, page * perPage);
}

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function pageUrl(req: Request, links: Links, page: number): string {
  const url = new URL(links.api(req.path));
  for (const [key, value] of Object.entries(req.query)) {
    url.searchParams.set(key, String(value));
  }
  url.searchParams.set('page', String(page));
  return url.toString();
}

import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { invalid } from './DatadogError';
import type { Organization } from './Organization';
import { matcherOf, numberParam, param, spanOf } from './query';

/** An id that looks as Datadog's do, and is the same every time. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** `GET /api/v2/incidents/search` */
export function searchIncidents(req: Request, org: Organization): object {
  const query = param(req, 'query');
  if (!query) {
    throw invalid('query is required');
  }
  const size = numberParam(req, 'page[size]', {
    fallback: 10,
    min: 1,
    max: 100,
  });
  const offset = numberParam(req, 'page[offset]', {
    fallback: 0,
    min: 0,
    max: 1e6,
  });
  const fits = matcherOf(query);
  const found = org.seed.incidents.filter(
    ({ title, state, services, severity }) =>
      fits({
        name: title,
        tags: [
          `state:${state}`,
          `severity:${severity}`,
          ...services.map(service => `services:${service}`),
        ],
      }),
  );
  return {
    data: {
      type: 'incidents_search_results',
      attributes: {
        facets: { state: [{ name: 'active', count: found.length }] },
        total: found.length,
        incidents: found.slice(offset, offset + size).map(incident => ({
          data: {
            id: idOf(`incident ${incident.number}`),
            type: 'incidents',
            attributes: {
              public_id: incident.number,
              title: incident.title,
              severity: incident.severity,
              state: incident.state,
              created: org.iso(incident.since),
              declared: org.iso(incident.since),
              detected: org.iso(incident.since),
              modified: org.iso('1m'),
              resolved: null,
              customer_impacted: incident.customerImpact !== undefined,
              customer_impact_scope: incident.customerImpact ?? '',
              fields: {
                severity: { type: 'dropdown', value: incident.severity },
                state: { type: 'dropdown', value: incident.state },
                services: { type: 'autocomplete', value: incident.services },
                ...(incident.env && {
                  env: { type: 'dropdown', value: incident.env },
                }),
              },
            },
          },
        })),
      },
    },
    included: [],
    meta: {
      pagination: { offset, next_offset: offset + size, size },
    },
  };
}

/** A moment of a search: `now`, `now-4h`, ISO 8601 or milliseconds. @throws DatadogError 400 */
function momentOf(text: string, org: Organization): number {
  const [, ago] = /^now(?:-(\d+[mhd]))?$/.exec(text) ?? [];
  if (text.startsWith('now')) {
    return org.clock.now() - (ago ? spanOf(ago) : 0);
  }
  const moment = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(moment)) {
    throw invalid(`Invalid time ${text}`);
  }
  return moment;
}

/** `GET /api/v2/events` */
export function listEvents(req: Request, org: Organization): object {
  const limit = numberParam(req, 'page[limit]', {
    fallback: 10,
    min: 1,
    max: 1000,
  });
  const from = momentOf(param(req, 'filter[from]') ?? 'now-15m', org);
  const to = momentOf(param(req, 'filter[to]') ?? 'now', org);
  const sort = param(req, 'sort') ?? 'timestamp';
  const start = Number(param(req, 'page[cursor]') ?? 0);
  if (!['timestamp', '-timestamp'].includes(sort) || !Number.isInteger(start)) {
    throw invalid('Invalid sort or cursor');
  }
  const fits = matcherOf(param(req, 'filter[query]') ?? '');
  const found = org.seed.events
    .map(event => ({ ...event, time: org.clock.now() - spanOf(event.at) }))
    .filter(
      event =>
        event.time >= from &&
        event.time <= to &&
        fits({ name: event.title, tags: event.tags }),
    )
    .sort((one, other) =>
      sort === 'timestamp' ? one.time - other.time : other.time - one.time,
    );
  const more = found.length > start + limit;
  return {
    data: found.slice(start, start + limit).map(event => ({
      id: `AQAAA${idOf(event.title + event.at).replaceAll('-', '')}`,
      type: 'event',
      attributes: {
        timestamp: new Date(event.time).toISOString(),
        message: event.message ?? '',
        tags: event.tags,
        attributes: {
          title: event.title,
          status: event.status,
          source_type_name: event.source,
          service: event.tags
            .find(tag => tag.startsWith('service:'))
            ?.slice('service:'.length),
          timestamp: event.time,
          tags: event.tags,
          evt: { id: idOf(event.title), name: event.title, type: 'event' },
        },
      },
    })),
    meta: {
      status: 'done',
      elapsed: 12,
      request_id: idOf('request'),
      ...(more && { page: { after: String(start + limit) } }),
    },
  };
}

/** `GET /api/v1/dashboard` */
export function listDashboards(req: Request, org: Organization): object {
  const count = numberParam(req, 'count', { fallback: 100, min: 1, max: 1000 });
  const start = numberParam(req, 'start', { fallback: 0, min: 0, max: 1e6 });
  return {
    dashboards: org.seed.dashboards
      .slice(start, start + count)
      .map(({ id, title, description, author, changed }) => ({
        id,
        title,
        description: description ?? null,
        layout_type: 'ordered',
        url: `/dashboard/${id}/${title.toLowerCase().replace(/\W+/g, '-')}`,
        is_read_only: false,
        author_handle: author,
        created_at: org.iso('300d'),
        modified_at: org.iso(changed),
      })),
  };
}

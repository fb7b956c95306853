import {
  DatadogEvent,
  EventsResponse,
  eventsUrl,
  Period,
} from '@internal/plugin-datadog-common';
import { EventAnswer, eventsAnswer } from '../upstream/answers';
import type { Asked } from './Asked';
import type { Named } from './named';

const MAX_LISTED = 50;

const statuses: Record<string, DatadogEvent['status']> = {
  failure: 'error',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  ok: 'success',
  success: 'success',
};

/** A term of a search; names may have colons and slashes, which mean something there. */
const term = (key: string, value: string) =>
  /^[\w.-]+$/.test(value) ? `${key}:${value}` : `${key}:"${value}"`;

/** What happened to a service: deployments, alerts, changes of its size. */
export class EventService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    named: Named,
    environment: string,
    period: Period,
  ): Promise<EventsResponse> {
    const service = named.service();
    const { value, age } = await this.asked.read(
      'events',
      [service, environment, period],
      client =>
        client.read('events', eventsAnswer, {
          path: '/api/v2/events',
          query: {
            'filter[query]': `${term('service', service)} ${term('env', environment)}`,
            'filter[from]': `now-${period}`,
            'filter[to]': 'now',
            sort: '-timestamp',
            'page[limit]': MAX_LISTED,
          },
        }),
    );
    return {
      entityRef: named.entityRef,
      environment,
      service,
      period,
      events: value.data.slice(0, MAX_LISTED).flatMap(write),
      more: value.meta?.page !== undefined,
      url: eventsUrl(this.webUrl, service, environment),
      ...age,
    };
  }
}

function write({ id, attributes }: EventAnswer): DatadogEvent[] {
  const { timestamp: at, message, attributes: inner } = attributes;
  if (!at) {
    return [];
  }
  return [
    {
      id,
      title: inner?.title || message?.slice(0, 500) || 'Event without a title',
      ...(message && { message }),
      at,
      status: statuses[inner?.status ?? ''] ?? 'info',
      ...(inner?.source_type_name && { source: inner.source_type_name }),
    },
  ];
}

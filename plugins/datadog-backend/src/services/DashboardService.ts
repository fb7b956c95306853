import type { Entity } from '@backstage/catalog-model';
import {
  Dashboard,
  DASHBOARD_URL_ANNOTATION,
  DashboardsResponse,
  dashboardUrl,
  readSubject,
} from '@internal/plugin-datadog-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { problem } from '../problems';
import { DashboardAnswer, dashboardsAnswer } from '../upstream/answers';
import type { DatadogClient } from '../upstream/DatadogClient';
import type { Asked } from './Asked';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const MAX_LISTED = 50;

/**
 * The dashboards about an entity. Datadog can't search them by service, so the list of the
 * organisation is read, and those count that an annotation names or whose title begins with the
 * service.
 */
export class DashboardService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
  ) {}

  /** @throws errors of `problem()` */
  async read(entity: Entity): Promise<DashboardsResponse> {
    const entityRef = stringifyEntityRef(entity);
    const { service } = readSubject(entity).subject;
    const ids = annotatedIds(entity);
    if (!service && ids.length === 0) {
      throw problem(
        'absent',
        'service_name_missing',
        `${entityRef} names neither a service nor a dashboard in Datadog.`,
        'Add the annotation datadoghq.com/service-name or datadoghq.com/dashboard-url to its file in the catalog.',
      );
    }
    const { value, age } = await this.asked.read('dashboards', [], readAll);
    const annotated = value.dashboards.filter(({ id }) => ids.includes(id));
    const titled = value.dashboards.filter(
      ({ id, title }) =>
        !ids.includes(id) && service && isAbout(title ?? '', service),
    );
    const found = [
      ...annotated.map(one => this.#write(one, 'annotation')),
      ...titled.map(one => this.#write(one, 'title')),
    ];
    return {
      entityRef,
      dashboards: found.slice(0, MAX_LISTED),
      more: value.more || found.length > MAX_LISTED,
      ...age,
    };
  }

  #write(
    {
      id,
      title,
      description,
      author_handle: author,
      modified_at: changedAt,
    }: DashboardAnswer,
    foundBy: Dashboard['foundBy'],
  ): Dashboard {
    return {
      id,
      title: title || id,
      ...(description && { description }),
      ...(author && { author }),
      ...(changedAt && { changedAt }),
      foundBy,
      url: dashboardUrl(this.webUrl, id),
    };
  }
}

/** The ids in the addresses of `datadoghq.com/dashboard-url`; a public link has none. */
function annotatedIds(entity: Entity): string[] {
  const value = entity.metadata.annotations?.[DASHBOARD_URL_ANNOTATION] ?? '';
  return value.split(',').flatMap(text => {
    const address = text.trim();
    const path = URL.canParse(address) ? new URL(address).pathname : '';
    return /^\/dashboard\/([\w-]{1,100})(?:\/|$)/.exec(path)?.[1] ?? [];
  });
}

const wordsOf = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Whether a title begins with the name of the service, however its words are joined. */
function isAbout(title: string, service: string): boolean {
  return wordsOf(title).startsWith(wordsOf(service));
}

async function readAll(
  client: DatadogClient,
): Promise<{ dashboards: DashboardAnswer[]; more: boolean }> {
  const dashboards: DashboardAnswer[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.read('dashboards', dashboardsAnswer, {
      path: '/api/v1/dashboard',
      query: { count: PAGE_SIZE, start: page * PAGE_SIZE },
    });
    dashboards.push(...answer.dashboards.dashboards);
    if (answer.dashboards.read < PAGE_SIZE) {
      return { dashboards, more: false };
    }
  }
  return { dashboards, more: true };
}

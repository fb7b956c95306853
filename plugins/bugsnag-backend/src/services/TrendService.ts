import {
  Period,
  ProjectRef,
  TrendQuery,
  TrendResponse,
} from '@internal/plugin-bugsnag-common';
import type { Remembered } from '@internal/upstream-node';
import { trendAnswer } from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import { filterParameters } from './filters';
import type { Projects } from './Projects';

/** Hours, quarters of days, days. */
const BUCKETS: Record<Period, number> = { '24h': 24, '7d': 28, '30d': 30 };

/** How many events there were over time. */
export class TrendService {
  constructor(
    private readonly client: BugsnagClient,
    private readonly projects: Projects,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    ref: ProjectRef,
    query: TrendQuery,
  ): Promise<TrendResponse> {
    const { id, project } = await this.projects.find(ref);
    const parameters = filterParameters(query);
    const { value, age } = await this.remembered.read(
      ['trend', id, ...parameters.flat()],
      async () => {
        const { body } = await this.client.get(
          trendAnswer,
          `/projects/${encodeURIComponent(id)}/trend`,
          new URLSearchParams([
            ...parameters,
            ['buckets_count', String(BUCKETS[query.period])],
          ]),
          project.name,
        );
        return body;
      },
    );
    const buckets = value.flatMap(({ from, to, events_count: events }) =>
      from && to ? [{ from, to, events }] : [],
    );
    return {
      entityRef,
      buckets: buckets.sort((a, b) => a.from.localeCompare(b.from)).slice(-100),
      ...age,
    };
  }
}

import {
  HistoryMetricKey,
  historyMetricKeys,
  HistoryQuery,
  HistoryResponse,
  ProjectRef,
} from '@internal/plugin-sonarqube-insights-common';
import type { Remembered } from '@internal/upstream-node';
import { historyAnswer, HistoryAnswer } from '../upstream/answers';
import type { InstanceFacts } from './InstanceFacts';
import type { Instances } from './Instances';
import { toNumber } from './measures';

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const PAGE_SIZE = 1000;
// A hundred analyses a day; what is older than these is left out.
const MAX_PAGES = 3;

type Point = HistoryResponse['series'][number]['points'][number];

/** How the metrics of a branch went in the last 30 days. */
export class HistoryService {
  constructor(
    private readonly instances: Instances,
    private readonly facts: InstanceFacts,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    project: ProjectRef,
    code: HistoryQuery,
  ): Promise<HistoryResponse> {
    this.instances.of(project);
    const { value, age } = await this.remembered.read(
      ['history', project.instance, project.key, code.branch],
      () => this.#load(project, code),
    );
    return { entityRef, code, ...value, ...age };
  }

  async #load(project: ProjectRef, code: HistoryQuery) {
    const to = new Date();
    const from = new Date(to.getTime() - DAYS * DAY_MS);
    const known = await this.facts.metrics(this.instances.of(project));
    const metrics = historyMetricKeys.filter(metric => known.has(metric));
    const answers = await this.#readPages(project, code, metrics, from);
    const series = metrics.flatMap(metric => {
      const points = lastOfEachDay(pointsOf(metric, answers));
      return points.length > 0 ? [{ metric, points }] : [];
    });
    return { from: from.toISOString(), to: to.toISOString(), series };
  }

  async #readPages(
    project: ProjectRef,
    code: HistoryQuery,
    metrics: HistoryMetricKey[],
    from: Date,
  ): Promise<HistoryAnswer[]> {
    const client = this.instances.of(project);
    const ask = (page: number) =>
      client.get(
        historyAnswer,
        'api/measures/search_history',
        {
          component: project.key,
          metrics: metrics.join(','),
          // SonarQube reads no milliseconds and no Z.
          from: `${from.toISOString().slice(0, 19)}+0000`,
          ps: PAGE_SIZE,
          p: page,
          ...code,
        },
        { project, ...code },
      );
    const answers = [await ask(1)];
    const pages = Math.ceil(answers[0].paging.total / PAGE_SIZE);
    // The oldest come first, so the last pages are those that matter.
    let page = Math.max(2, pages - MAX_PAGES + 2);
    for (; page <= pages; page += 1) {
      answers.push(await ask(page));
    }
    return answers;
  }
}

function pointsOf(metric: HistoryMetricKey, answers: HistoryAnswer[]): Point[] {
  return answers
    .flatMap(({ measures }) => measures)
    .filter(one => one.metric === metric)
    .flatMap(({ history }) => history)
    .flatMap(({ date, value }) => {
      const number = toNumber(value);
      return number === undefined ? [] : [{ at: date, value: number }];
    });
}

/** What counted at the end of each day (UTC). */
function lastOfEachDay(points: Point[]): Point[] {
  const days = new Map<string, Point>();
  for (const point of points) {
    const day = point.at.slice(0, 10);
    const before = days.get(day);
    if (!before || before.at <= point.at) {
      days.set(day, point);
    }
  }
  return [...days.values()]
    .sort((one, other) => one.at.localeCompare(other.at))
    .slice(-(DAYS + 1));
}

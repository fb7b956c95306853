import {
  Mode,
  SonarqubeInsightsErrorCode,
} from '@internal/plugin-sonarqube-insights-common';
import { isCodedError, Remembered } from '@internal/upstream-node';
import { problem } from '../problems';
import { metricsAnswer, modeAnswer } from '../upstream/answers';
import type { SonarqubeClient } from '../upstream/SonarqubeClient';

// What a server counts changes with an upgrade of it: the cache time of projects, twelve times.
const LONGER = 12;
const PAGE_SIZE = 500;
// A server has about two hundred metrics; plugins of its own add some.
const MAX_PAGES = 3;

const WONT_SAY = new Set<string>([
  'sonarqube_credentials_rejected',
  'sonarqube_forbidden',
  'sonarqube_answer_not_json',
  'sonarqube_unexpected_answer',
] satisfies SonarqubeInsightsErrorCode[]);

/** A metric that a server knows. */
export interface MetricFacts {
  name?: string;
  /** SonarQube's word, such as `PERCENT`. */
  type: string;
}

/** How a server counts. */
export interface Counting {
  mode: Mode;
  /** Whether it has the metrics `software_quality_…`, in either mode. */
  hasSoftwareQualities: boolean;
}

/** How a server counts, as far as it tells. */
export interface ToldCounting {
  /** Nothing when the server doesn't tell. */
  counting?: Counting;
  /** Whether it is worth asking again soon. */
  mayTellSoon: boolean;
}

/** What is the same for all projects of a server. */
export class InstanceFacts {
  readonly #remembered: Remembered;
  /** Servers that lack a usual metric. */
  readonly #lacking = new Set<string>();

  constructor({ cacheTtlMs }: { cacheTtlMs: number }) {
    this.#remembered = new Remembered({ ttlMs: LONGER * cacheTtlMs });
  }

  /**
   * The metrics by their keys: a server refuses a question that names one that it doesn't know.
   *
   * @throws errors of `problem()`; `sonarqube_metrics_endless` when the list doesn't end
   */
  async metrics(client: SonarqubeClient): Promise<Map<string, MetricFacts>> {
    const { value } = await this.#remembered.read(
      ['metrics', client.instance.name],
      () => readMetrics(client),
    );
    return value;
  }

  /** Takes note that a server refused the usual metrics. */
  noteLacking(client: SonarqubeClient): void {
    this.#lacking.add(client.instance.name);
  }

  /**
   * Those of the metrics that the server knows. The list of them is asked for only where a server
   * is known to lack one: in front of every question it would be a call more.
   *
   * @throws those of {@link metrics}
   */
  async knownOf(client: SonarqubeClient, metrics: string[]): Promise<string[]> {
    if (!this.#lacking.has(client.instance.name)) {
      return metrics;
    }
    const known = await this.metrics(client);
    return metrics.filter(metric => known.has(metric));
  }

  /** How the server counts, for who can do without. */
  async countingIfTold(client: SonarqubeClient): Promise<ToldCounting> {
    try {
      return { counting: await this.counting(client), mayTellSoon: false };
    } catch (error) {
      if (!isCodedError(error)) {
        throw error;
      }
      return { mayTellSoon: !WONT_SAY.has(error.code) };
    }
  }

  /** How the server counts; before 10.8 there was the standard experience only. */
  async counting(client: SonarqubeClient): Promise<Counting> {
    const { value } = await this.#remembered.read(
      ['mode', client.instance.name],
      async () => {
        const answer = await client.getIfKnown(
          modeAnswer,
          'api/v2/clean-code-policy/mode',
          {},
        );
        const isMqr = answer?.mode === 'MQR';
        return {
          mode: isMqr ? ('MQR' as const) : ('STANDARD_EXPERIENCE' as const),
          hasSoftwareQualities: answer !== undefined,
        };
      },
    );
    return value;
  }

  /**
   * The same as one word; the standard experience where a server won't say, as SonarQube Cloud may.
   * Whether the token is at fault shows in the calls beside this one.
   *
   * @throws errors of `problem()` while the server isn't well
   */
  async mode(client: SonarqubeClient): Promise<Mode> {
    try {
      return (await this.counting(client)).mode;
    } catch (error) {
      if (isCodedError(error) && WONT_SAY.has(error.code)) {
        return 'STANDARD_EXPERIENCE';
      }
      throw error;
    }
  }
}

async function readMetrics(
  client: SonarqubeClient,
): Promise<Map<string, MetricFacts>> {
  const known = new Map<string, MetricFacts>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { metrics, total } = await client.get(
      metricsAnswer,
      'api/metrics/search',
      { ps: PAGE_SIZE, p: page },
    );
    metrics.forEach(({ key, name, type }) => known.set(key, { name, type }));
    if (metrics.length === 0 || page * PAGE_SIZE >= total) {
      return known;
    }
  }
  throw problem(
    'unavailable',
    'sonarqube_metrics_endless',
    `${client.title} says that it has more than ${MAX_PAGES * PAGE_SIZE} metrics, so the portal stopped reading them.`,
    'Tell the platform team: see what api/metrics/search answers, and whether a proxy changes it.',
  );
}

import {
  gateStatusSchema,
  Mode,
  ProjectRef,
  Summary,
  summaryMetricKeys,
} from '@internal/plugin-sonarqube-insights-common';
import {
  isCodedError,
  type Aged,
  type Remembered,
} from '@internal/upstream-node';
import { componentAnswer, measuresAnswer } from '../upstream/answers';
import type { SonarqubeClient } from '../upstream/SonarqubeClient';
import type { InstanceFacts } from './InstanceFacts';
import type { Instances } from './Instances';
import { numbersOf, RawMeasures, rawMeasures } from './measures';

const WANTED = ['alert_status', ...summaryMetricKeys];

/** The main branch of a project, as SonarQube wrote it. */
export interface RawSummary {
  name: string;
  analysedAt?: string;
  mode?: Mode;
  /** False while the server couldn't be asked how it counts, so that measures may be missing. */
  isWhole: boolean;
  measures: RawMeasures;
}

/** The main branch of a project in a few numbers. */
export class SummaryService {
  constructor(
    private readonly instances: Instances,
    private readonly facts: InstanceFacts,
    private readonly remembered: Remembered,
  ) {}

  /**
   * Reads a summary with at most three calls: the project, its measures, and once in a while how
   * the server counts. A server that refuses a metric is asked for its list of them once more.
   *
   * @throws errors of `problem()`
   */
  async read(entityRef: string, project: ProjectRef): Promise<Summary> {
    const { value, age } = await this.readRaw(project);
    const status = gateStatusSchema.safeParse(
      value.measures.get('alert_status'),
    );
    return {
      entityRef,
      project: {
        instance: project.instance,
        instanceUrl: this.instanceUrl(project),
        key: project.key,
        name: value.name,
      },
      ...(value.analysedAt && { analysedAt: value.analysedAt }),
      gateStatus: status.success ? status.data : 'NONE',
      ...(value.mode && { mode: value.mode }),
      measures: numbersOf(value.measures, summaryMetricKeys),
      ...age,
    };
  }

  /** The same as SonarQube wrote it. @throws errors of `problem()` */
  async readRaw(project: ProjectRef): Promise<Aged<RawSummary>> {
    const client = this.instances.of(project);
    const { instance, key } = project;
    return this.remembered.read(
      ['summary', instance, key],
      () => this.#load(client, project),
      { isWhole: ({ isWhole }) => isWhole },
    );
  }

  async #load(
    client: SonarqubeClient,
    project: ProjectRef,
  ): Promise<RawSummary> {
    const [{ counting, mayTellSoon }, { component }] = await Promise.all([
      // Numbers without it are still worth showing.
      this.facts.countingIfTold(client),
      client.get(
        componentAnswer,
        'api/components/show',
        { component: project.key },
        { project },
      ),
    ]);
    const usual = counting?.hasSoftwareQualities
      ? WANTED
      : WANTED.filter(metric => !metric.startsWith('software_quality_'));
    return {
      name: component.name,
      analysedAt: component.analysisDate,
      mode: counting?.mode,
      isWhole: !mayTellSoon,
      measures: await this.#readMeasures(client, project, usual),
    };
  }

  async #readMeasures(
    client: SonarqubeClient,
    project: ProjectRef,
    metrics: string[],
  ): Promise<RawMeasures> {
    const ask = async (metricKeys: string[]) =>
      rawMeasures(
        await client.get(
          measuresAnswer,
          'api/measures/component',
          { component: project.key, metricKeys: metricKeys.join(',') },
          { project },
        ),
      );
    const asked = await this.facts.knownOf(client, metrics);
    try {
      return await ask(asked);
    } catch (error) {
      // The project is there, so it is a metric that an old server doesn't know.
      if (!isCodedError(error) || error.code !== 'project_not_found') {
        throw error;
      }
      this.facts.noteLacking(client);
      const known = await this.facts.knownOf(client, metrics);
      if (known.length === asked.length) {
        throw error;
      }
      return ask(known);
    }
  }

  /** Where people open the server of a project. @throws NotFoundError */
  instanceUrl(project: ProjectRef): string {
    return this.instances.of(project).instance.externalBaseUrl;
  }
}

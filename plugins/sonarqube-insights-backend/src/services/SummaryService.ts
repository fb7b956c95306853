import {
  gateStatusSchema,
  Mode,
  ProjectRef,
  Summary,
  summaryMetricKeys,
} from '@internal/plugin-sonarqube-insights-common';
import { isCodedError } from '@internal/upstream-node';
import { componentAnswer, measuresAnswer } from '../upstream/answers';
import type { SonarqubeClient } from '../upstream/SonarqubeClient';
import type { InstanceFacts } from './InstanceFacts';
import type { Instances } from './Instances';
import { numbersOf, RawMeasures, rawMeasures } from './measures';
import type { Aged, Remembered } from './Remembered';

const WANTED = ['alert_status', ...summaryMetricKeys];

/** The main branch of a project, as SonarQube wrote it. */
export interface RawSummary {
  name: string;
  analysedAt?: string;
  mode?: Mode;
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
   * the server counts.
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
    return this.remembered.read(['summary', instance, key], async () => {
      const [counting, { component }] = await Promise.all([
        // Numbers without it are still worth showing.
        this.facts.counting(client).catch(() => undefined),
        client.get(
          componentAnswer,
          'api/components/show',
          { component: key },
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
        measures: await this.#readMeasures(client, project, usual),
      };
    });
  }

  // Asking for the list of metrics first would be a fourth call.
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
    try {
      return await ask(metrics);
    } catch (error) {
      // The project is there, so it is a metric that an old server doesn't know.
      if (!isCodedError(error) || error.code !== 'project_not_found') {
        throw error;
      }
      const known = await this.facts.metrics(client);
      return ask(metrics.filter(metric => known.has(metric)));
    }
  }

  /** Where people open the server of a project. @throws NotFoundError */
  instanceUrl(project: ProjectRef): string {
    return this.instances.of(project).instance.externalBaseUrl;
  }
}

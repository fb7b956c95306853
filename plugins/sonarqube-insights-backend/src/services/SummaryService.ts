import {
  gateStatusSchema,
  Mode,
  ProjectRef,
  Summary,
  summaryMetricKeys,
} from '@internal/plugin-sonarqube-insights-common';
import { componentAnswer, measuresAnswer } from '../upstream/answers';
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
   * Reads a summary with two calls, the project and its measures, and once in a while metrics and
   * mode of the server.
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
      const known = await this.facts.metrics(client);
      const subject = { project };
      const [mode, { component }, measures] = await Promise.all([
        // Numbers without it are still worth showing.
        this.facts.mode(client).catch(() => undefined),
        client.get(
          componentAnswer,
          'api/components/show',
          { component: key },
          subject,
        ),
        client.get(
          measuresAnswer,
          'api/measures/component',
          {
            component: key,
            metricKeys: WANTED.filter(metric => known.has(metric)).join(','),
          },
          subject,
        ),
      ]);
      return {
        name: component.name,
        analysedAt: component.analysisDate,
        mode,
        measures: rawMeasures(measures),
      };
    });
  }

  /** Where people open the server of a project. @throws NotFoundError */
  instanceUrl(project: ProjectRef): string {
    return this.instances.of(project).instance.externalBaseUrl;
  }
}

import {
  CodeQuery,
  dashboardUrl,
  DetailsResponse,
  newCodeMetricKeys,
  overallMetricKeys,
  ProjectRef,
} from '@internal/plugin-sonarqube-insights-common';
import type { Remembered } from '@internal/upstream-node';
import {
  componentAnswer,
  measuresAnswer,
  projectStatusAnswer,
} from '../upstream/answers';
import { gateConditions } from './gateConditions';
import type { InstanceFacts } from './InstanceFacts';
import type { Instances } from './Instances';
import { numbersOf, rawMeasures } from './measures';

const WANTED = [...overallMetricKeys, ...newCodeMetricKeys];

/** A branch or a pull request of a project in full. */
export class DetailsService {
  constructor(
    private readonly instances: Instances,
    private readonly facts: InstanceFacts,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    project: ProjectRef,
    code: CodeQuery,
  ): Promise<DetailsResponse> {
    const client = this.instances.of(project);
    const { instance, key } = project;
    const instanceUrl = client.instance.externalBaseUrl;
    const { value, age } = await this.remembered.read(
      ['details', instance, key, code.branch, code.pullRequest],
      () => this.#load(project, code),
    );
    const { name, ...rest } = value;
    return {
      entityRef,
      project: { instance, instanceUrl, key, name },
      code,
      url: dashboardUrl({ instanceUrl, key }, code),
      ...rest,
      ...age,
    };
  }

  async #load(project: ProjectRef, code: CodeQuery) {
    const client = this.instances.of(project);
    const { key } = project;
    const subject = { project, ...code };
    const [known, mode] = await Promise.all([
      this.facts.metrics(client),
      this.facts.mode(client),
    ]);
    const [{ component }, { projectStatus }, answer] = await Promise.all([
      client.get(
        componentAnswer,
        'api/components/show',
        { component: key, ...code },
        subject,
      ),
      client.get(
        projectStatusAnswer,
        'api/qualitygates/project_status',
        { projectKey: key, ...code },
        subject,
      ),
      client.get(
        measuresAnswer,
        'api/measures/component',
        {
          component: key,
          metricKeys: WANTED.filter(metric => known.has(metric)).join(','),
          ...code,
        },
        subject,
      ),
    ]);
    const measures = rawMeasures(answer);
    const { status, conditions, ignoredConditions, period } = projectStatus;
    return {
      name: component.name,
      mode,
      ...(component.analysisDate && { analysedAt: component.analysisDate }),
      ...(component.version && { version: component.version }),
      gate: {
        status,
        conditions: gateConditions(conditions, known),
        ignoredConditions,
        ...(period && {
          newCodePeriod: {
            mode: period.mode,
            ...(period.parameter && { parameter: period.parameter }),
            ...(period.date && { since: period.date }),
          },
        }),
      },
      overall: numbersOf(measures, overallMetricKeys),
      newCode: numbersOf(measures, newCodeMetricKeys),
    };
  }
}

import type {
  FindingSummary,
  Metrics,
  SonarQubeApi,
} from '@backstage-community/plugin-sonarqube-react';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  dashboardUrl,
  hasSonarqubeProject,
  hotspotsUrl,
  issuesUrl,
  measureUrl,
  Summary,
} from '@internal/plugin-sonarqube-insights-common';
import type { SonarqubeInsightsApi } from './SonarqubeInsightsApi';

const GATE_STATUS: Record<Summary['gateStatus'], string | undefined> = {
  OK: 'OK',
  WARN: 'WARN',
  ERROR: 'ERROR',
  NONE: undefined,
};

/** In the words of the community's plugin, which has a text for every number and none for no number. */
function toFindingSummary(summary: Summary): FindingSummary {
  const { project, measures, analysedAt, gateStatus } = summary;
  const written = (key: keyof Summary['measures']) =>
    measures[key] === undefined ? undefined : String(measures[key]);
  const metrics: Metrics = {
    alert_status: GATE_STATUS[gateStatus],
    bugs: written('bugs'),
    reliability_rating: written('reliability_rating'),
    vulnerabilities: written('vulnerabilities'),
    security_rating: written('security_rating'),
    security_hotspots_reviewed: written('security_hotspots_reviewed'),
    security_review_rating: written('security_review_rating'),
    code_smells: written('code_smells'),
    sqale_rating: written('sqale_rating'),
    coverage: written('coverage'),
    duplicated_lines_density: written('duplicated_lines_density'),
  };
  return {
    title: project.key,
    lastAnalysis: analysedAt ?? '',
    metrics,
    projectUrl: dashboardUrl(project),
    getIssuesUrl: type =>
      issuesUrl(project, { types: type.toLocaleUpperCase('en-US') }),
    getComponentMeasuresUrl: metric =>
      measureUrl(project, metric.toLocaleLowerCase('en-US')),
    getSecurityHotspotsUrl: () => hotspotsUrl(project),
  };
}

/**
 * The API that components of `@backstage-community/plugin-sonarqube` ask, on our backend. Asked for
 * one entity it rejects with the reason, where upstream's says nothing; of a list it leaves out
 * those that fail, as a list has no place for a reason.
 */
export function createCommunityClient(api: SonarqubeInsightsApi): SonarQubeApi {
  const find = async (entity: Entity) =>
    toFindingSummary(await api.getSummary(stringifyEntityRef(entity)));
  return {
    async getSummaries(entities) {
      if (entities.length === 1) {
        return [
          hasSonarqubeProject(entities[0])
            ? await find(entities[0])
            : undefined,
        ];
      }
      return Promise.all(
        entities.map(entity =>
          hasSonarqubeProject(entity)
            ? find(entity).catch(() => undefined)
            : undefined,
        ),
      );
    },
  };
}

import type { Express, Request } from 'express';
import { knowsModes, metricsOf } from './metrics';
import { searchIssues } from './issues';
import { type Code, type Projects, sonarDate } from './Projects';
import { paging, param, required } from './query';
import { SonarqubeError } from './SonarqubeError';
import { authenticate } from './tokens';
import type { SonarqubeSeed, Values } from './types';

/** What the switches of a server change. */
export interface SonarqubeSwitches {
  /** The pages of `api/metrics/search` have no end. */
  endlessMetrics: boolean;
  /** How long each call takes. */
  latencyMs: number;
}

export interface RouteParts {
  seed: SonarqubeSeed;
  projects: Projects;
  switches: SonarqubeSwitches;
}

/** A value in the way of measures: 3.0 for a rating, 12 for a count. */
function written(
  values: Values,
  metric: string,
  status: string,
): string | undefined {
  const value = values[metric];
  if (metric === 'alert_status') {
    return status;
  }
  return metric.endsWith('_rating') ? value?.toFixed(1) : value?.toString();
}

/** Adds everything that the simulated server answers. */
export function addRoutes(app: Express, parts: RouteParts): void {
  const { seed, projects, switches } = parts;
  const known = metricsOf(seed.version);

  const find = (req: Request, parameter: string): Code => {
    const { browse } = authenticate(req, seed.tokens);
    const branch = param(req, 'branch');
    const pullRequest = param(req, 'pullRequest');
    if (pullRequest !== undefined && seed.edition === 'community') {
      throw new SonarqubeError(400, 'Developer Edition is needed');
    }
    return projects.find(
      required(req, parameter),
      { branch, pullRequest },
      browse,
    );
  };

  const readMetrics = (req: Request, parameter: string): string[] => {
    const keys = required(req, parameter).split(',');
    const unknown = keys.filter(key => !known.some(one => one.key === key));
    if (unknown.length > 0) {
      throw new SonarqubeError(
        404,
        `The following metric keys are not found: ${unknown.join(', ')}`,
      );
    }
    return keys;
  };

  app.get('/api/system/status', (_req, res) => {
    res.json({ id: 'A1B2C3D4-simulated', version: seed.version, status: 'UP' });
  });

  app.get('/api/v2/clean-code-policy/mode', (req, res) => {
    authenticate(req, seed.tokens);
    if (!knowsModes(seed.version)) {
      throw new SonarqubeError(
        404,
        'Unknown url : /api/v2/clean-code-policy/mode',
      );
    }
    res.json({ mode: seed.mode, modified: true });
  });

  app.get('/api/metrics/search', (req, res) => {
    authenticate(req, seed.tokens);
    const { p, ps } = paging(req, 100);
    const metrics = switches.endlessMetrics
      ? Array.from({ length: ps }, (_, index) => ({
          key: `endless_${(p - 1) * ps + index}`,
          type: 'INT',
          name: 'One more',
          direction: 0,
          domain: 'Size',
        }))
      : known.slice((p - 1) * ps, p * ps);
    res.json({
      metrics: metrics.map((metric, index) => ({
        id: String(index),
        ...metric,
        description: metric.name,
        qualitative: false,
        hidden: false,
      })),
      total: switches.endlessMetrics ? 1_000_000_000 : known.length,
      p,
      ps,
    });
  });

  app.get('/api/components/show', (req, res) => {
    const { project, code } = find(req, 'component');
    const analysisDate = projects.analysisDate(code);
    res.json({
      component: {
        key: project.key,
        name: project.name,
        qualifier: 'TRK',
        visibility: 'private',
        ...(analysisDate && { analysisDate, version: project.version }),
        ...(param(req, 'branch') && { branch: code.name }),
        ...(param(req, 'pullRequest') && { pullRequest: code.key }),
      },
      ancestors: [],
    });
  });

  app.get('/api/measures/component', (req, res) => {
    const found = find(req, 'component');
    const status = projects.gateStatus(found);
    const measures = readMetrics(req, 'metricKeys').flatMap(
      (metric): object[] => {
        const value =
          found.code.hoursAgo === undefined
            ? undefined
            : written(found.values, metric, status);
        if (value === undefined) {
          return [];
        }
        return metric.startsWith('new_')
          ? [{ metric, period: { index: 1, value } }]
          : [{ metric, value }];
      },
    );
    const { key, name } = found.project;
    res.json({ component: { key, name, qualifier: 'TRK', measures } });
  });

  app.get('/api/measures/search_history', (req, res) => {
    const found = find(req, 'component');
    const { p, ps } = paging(req, 100, 1000);
    const from = Date.parse(param(req, 'from') ?? sonarDate(0));
    if (Number.isNaN(from)) {
      throw new SonarqubeError(400, "Date 'from' cannot be parsed");
    }
    const measures = readMetrics(req, 'metrics').map(metric => ({
      metric,
      history: projects
        .history(found, metric)
        .filter(({ date }) => Date.parse(date) >= from),
    }));
    const total = Math.max(...measures.map(({ history }) => history.length));
    res.json({
      paging: { pageIndex: p, pageSize: ps, total },
      measures: measures.map(({ metric, history }) => ({
        metric,
        history: history.slice((p - 1) * ps, p * ps),
      })),
    });
  });

  app.get('/api/qualitygates/project_status', (req, res) => {
    const found = find(req, 'projectKey');
    const period = found.project.newCodePeriod;
    res.json({
      projectStatus: {
        status: projects.gateStatus(found),
        conditions:
          found.code.hoursAgo === undefined
            ? []
            : projects.conditions(found.values),
        ignoredConditions: false,
        caycStatus: 'compliant',
        ...(period && {
          period: {
            mode: period.mode,
            date: projects.daysAgo(period.daysAgo),
            ...(period.parameter && { parameter: period.parameter }),
          },
        }),
      },
    });
  });

  app.get('/api/project_branches/list', (req, res) => {
    const { project } = find(req, 'project');
    res.json({
      branches: project.branches.map(branch => {
        const { code, values } = projects.find(project.key, {
          branch: branch.name,
        });
        const analysisDate = projects.analysisDate(code);
        return {
          name: branch.name,
          isMain: branch.isMain ?? false,
          type: 'BRANCH',
          status: analysisDate
            ? { qualityGateStatus: projects.gateStatus({ code, values }) }
            : {},
          ...(analysisDate && { analysisDate }),
          excludedFromPurge: branch.isMain ?? false,
        };
      }),
    });
  });

  app.get('/api/project_pull_requests/list', (req, res) => {
    if (seed.edition === 'community') {
      authenticate(req, seed.tokens);
      throw new SonarqubeError(
        404,
        'Unknown url : /api/project_pull_requests/list',
      );
    }
    const { project } = find(req, 'project');
    res.json({
      pullRequests: (project.pullRequests ?? []).map(pullRequest => {
        const { code, values } = projects.find(project.key, {
          pullRequest: pullRequest.key,
        });
        const { key, title, branch, base, url } = pullRequest;
        return {
          ...{ key, title, branch, base, target: base, url },
          status: { qualityGateStatus: projects.gateStatus({ code, values }) },
          analysisDate: projects.analysisDate(code),
        };
      }),
    });
  });

  app.get('/api/issues/search', (req, res) => {
    // Renamed to `components` in 10.2; both are taken.
    const name = param(req, 'components') ? 'components' : 'componentKeys';
    res.json(searchIssues(req, find(req, name), projects));
  });
}

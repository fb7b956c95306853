import type { SimulatorClock } from '../clock';
import { SonarqubeError } from './SonarqubeError';
import type {
  BranchSeed,
  CodeSeed,
  ProjectSeed,
  PullRequestSeed,
  SonarqubeSeed,
  Values,
} from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HISTORY_DAYS = 60;

/** Which code of a project a request names. */
export interface CodeQuery {
  branch?: string;
  pullRequest?: string;
}

/** A project with the branch or pull request that was asked for. */
export interface Code {
  project: ProjectSeed;
  code: CodeSeed & Partial<BranchSeed> & Partial<PullRequestSeed>;
  /** By metric; empty when it was never analysed. */
  values: Values;
}

/** The way in which SonarQube writes a moment. */
export const sonarDate = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19)}+0000`;

/** The projects of one server. */
export class Projects {
  private projects: ProjectSeed[];

  constructor(
    private readonly seed: SonarqubeSeed,
    private readonly clock: SimulatorClock,
  ) {
    this.projects = [...seed.projects];
  }

  reset(): void {
    this.projects = [...this.seed.projects];
  }

  /** Adds copies of a project with the keys `<of>-1`, `<of>-2`, … */
  copy(of: string, copies: number): void {
    const original = this.projects.find(({ key }) => key === of);
    if (!original) {
      throw new Error(`There is no project ${of}`);
    }
    for (let index = 1; index <= copies; index += 1) {
      this.projects.push({ ...original, key: `${of}-${index}` });
    }
  }

  /**
   * @param browse - the keys that the token may see; all when left out
   * @throws SonarqubeError 404, 403
   */
  find(key: string, query: CodeQuery, browse?: string[]): Code {
    const project = this.projects.find(one => one.key === key);
    if (!project) {
      throw new SonarqubeError(404, `Component key '${key}' not found`);
    }
    if (browse && !browse.includes(key)) {
      throw new SonarqubeError(403, 'Insufficient privileges');
    }
    const code = this.codeOf(project, query);
    const values =
      code.hoursAgo === undefined
        ? {}
        : { ...project.measures, ...code.measures };
    return { project, code, values };
  }

  private codeOf(
    project: ProjectSeed,
    { branch, pullRequest }: CodeQuery,
  ): Code['code'] {
    if (branch !== undefined && pullRequest !== undefined) {
      throw new SonarqubeError(
        400,
        "Either 'branch' or 'pullRequest' can be provided, not both",
      );
    }
    const code =
      pullRequest === undefined
        ? project.branches.find(({ name, isMain }) =>
            branch === undefined ? isMain : name === branch,
          )
        : project.pullRequests?.find(({ key }) => key === pullRequest);
    if (!code) {
      const where =
        pullRequest === undefined
          ? `on branch '${branch}'`
          : `of pull request '${pullRequest}'`;
      throw new SonarqubeError(
        404,
        `Component '${project.key}' ${where} not found`,
      );
    }
    return code;
  }

  /** When it was analysed last. */
  analysisDate({ hoursAgo }: CodeSeed): string | undefined {
    return hoursAgo === undefined
      ? undefined
      : sonarDate(this.clock.now() - hoursAgo * HOUR_MS);
  }

  daysAgo(days: number): string {
    return sonarDate(this.clock.now() - days * DAY_MS);
  }

  /** Each condition of the quality gate whose metric has a value. */
  conditions(values: Values) {
    return this.seed.gate
      .filter(({ metric }) => values[metric] !== undefined)
      .map(({ metric, op, error }) => {
        const value = values[metric];
        const fails = op === 'GT' ? value > error : value < error;
        return {
          status: fails ? 'ERROR' : 'OK',
          metricKey: metric,
          comparator: op,
          ...(metric.startsWith('new_') && { periodIndex: 1 }),
          errorThreshold: String(error),
          actualValue: String(value),
        };
      });
  }

  gateStatus({ code, values }: Pick<Code, 'code' | 'values'>): string {
    if (code.hoursAgo === undefined) {
      return 'NONE';
    }
    const failed = this.conditions(values).some(
      ({ status }) => status === 'ERROR',
    );
    return failed ? 'ERROR' : 'OK';
  }

  /** Two analyses a day in the last 60 days, the oldest first; the last is the present one. */
  history({ project, code, values }: Code, metric: string) {
    const now = values[metric];
    if (code.hoursAgo === undefined || now === undefined) {
      return [];
    }
    const before = project.measuresBefore?.[metric] ?? now;
    const steps = HISTORY_DAYS * 2;
    const last = this.clock.now() - code.hoursAgo * HOUR_MS;
    return Array.from({ length: steps + 1 }, (_, step) => {
      const value = before + ((now - before) * step) / steps;
      return {
        date: sonarDate(last - ((steps - step) * DAY_MS) / 2),
        value: String(
          Number.isInteger(now) ? Math.round(value) : Number(value.toFixed(1)),
        ),
      };
    });
  }
}

import {
  BranchesResponse,
  ProjectRef,
} from '@internal/plugin-sonarqube-insights-common';
import type { Remembered } from '@internal/upstream-node';
import { branchesAnswer, pullRequestsAnswer } from '../upstream/answers';
import type { Instances } from './Instances';

const MAX = 200;

interface Analysed {
  analysisDate?: string;
  status?: { qualityGateStatus?: 'OK' | 'WARN' | 'ERROR' | 'NONE' };
}

const latest = (one: Analysed, other: Analysed) =>
  (other.analysisDate ?? '').localeCompare(one.analysisDate ?? '');

const lastAnalysis = ({ analysisDate, status }: Analysed) => ({
  gateStatus: status?.qualityGateStatus ?? ('NONE' as const),
  ...(analysisDate && { analysedAt: analysisDate }),
});

const isWebPage = (url: string) =>
  url.length <= 2000 &&
  URL.canParse(url) &&
  /^https?:$/.test(new URL(url).protocol);

/** The branches and pull requests that SonarQube has analysed. */
export class BranchService {
  constructor(
    private readonly instances: Instances,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    project: ProjectRef,
  ): Promise<BranchesResponse> {
    this.instances.of(project);
    const { value, age } = await this.remembered.read(
      ['branches', project.instance, project.key],
      () => this.#load(project),
    );
    return { entityRef, ...value, ...age };
  }

  async #load(project: ProjectRef) {
    const client = this.instances.of(project);
    const query = { project: project.key };
    const [{ branches }, requests] = await Promise.all([
      client.get(branchesAnswer, 'api/project_branches/list', query, {
        project,
      }),
      // Unknown to a Community Build.
      client.getIfKnown(
        pullRequestsAnswer,
        'api/project_pull_requests/list',
        query,
        { project },
      ),
    ]);
    const pullRequests = requests?.pullRequests ?? [];
    return {
      branches: branches
        .sort(
          (one, other) =>
            Number(other.isMain) - Number(one.isMain) || latest(one, other),
        )
        .slice(0, MAX)
        .map(({ name, isMain, ...analysed }) => ({
          name,
          isMain,
          ...lastAnalysis(analysed),
        })),
      pullRequests: pullRequests
        .sort(latest)
        .slice(0, MAX)
        .map(({ key, title, branch, base, url, ...analysed }) => ({
          key,
          title,
          branch,
          ...(base && { base }),
          ...(url && isWebPage(url) && { url }),
          ...lastAnalysis(analysed),
        })),
      pullRequestsSupported: requests !== undefined,
      more: branches.length > MAX || pullRequests.length > MAX,
    };
  }
}

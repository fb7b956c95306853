import type {
  PreflightRequest,
  PreflightResponse,
  ReviewRequest,
} from '@internal/plugin-github-workflows-common';
import type { RunActionOptions } from '../api';
import { InMemoryBackend } from './InMemoryBackend';

/** The part of the backend in memory that knows of environments and approvals. */
export class InMemoryDeployments extends InMemoryBackend {
  /** What was asked for before runs, oldest first. */
  readonly preflights: PreflightRequest[] = [];

  async preflight(
    _entityRef: string,
    _file: string,
    request: PreflightRequest,
  ): Promise<PreflightResponse> {
    this.preflights.push(request);
    this.enter('preflight');
    return {
      environments: [],
      openQuestions: [],
      runsUnderWay: [],
      concurrency: [],
      failures: [],
      ...this.state.preflight(request),
    };
  }

  async listWaitingRuns() {
    this.enter('listWaitingRuns');
    const waiting = this.state.runs.filter(
      ({ status }) => status === 'waiting',
    );
    return {
      items: waiting.map(run => ({
        run,
        environments: this.state.deployments[run.id]?.waiting.map(
          ({ environment, reviewers }) => ({ name: environment, reviewers }),
        ),
      })),
      totalCount: waiting.length,
      ...this.state.freshness,
    };
  }

  async getDeployments({ runId }: { runId: number }) {
    this.enter('getDeployments');
    const known = this.state.deployments[runId];
    return { runId, ...(known ?? { waiting: [], reviews: [] }) };
  }

  async reviewDeployments(options: RunActionOptions<ReviewRequest>) {
    const { runId, request } = options;
    const action = { method: 'reviewDeployments' as const, runId, request };
    this.actions.push(action);
    this.enter('reviewDeployments');
    await this.onRunAction(action);
    const { state, environmentIds } = request;
    return { runId, state, environments: environmentIds.map(String) };
  }
}

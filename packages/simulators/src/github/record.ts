/** A request that the simulated GitHub answered. */
export interface RecordedRequest {
  method: string;
  /** Path with query. */
  path: string;
  /** Login of the token's owner (of the bot for an App); undefined without a valid token. */
  login: string | undefined;
  /** HTTP status; 0 when the connection was cut. */
  status: number;
}

/** A dispatch that started a run. */
export interface RecordedDispatch {
  actor: string;
  owner: string;
  repo: string;
  /** File name, e.g. `deploy.yml`. */
  workflow: string;
  /** As the request named it. */
  ref: string;
  /** As the request gave them, without the file's defaults. */
  inputs: Record<string, unknown>;
  runId: number;
  headSha: string;
  /** ISO date on the simulator's clock. */
  at: string;
}

const keptRequests = 20_000;

/** What was asked of a simulated GitHub, oldest first. */
export class GithubRecord {
  private recordedRequests: RecordedRequest[] = [];
  private recordedDispatches: RecordedDispatch[] = [];

  requests(): RecordedRequest[] {
    return [...this.recordedRequests];
  }

  dispatches(): RecordedDispatch[] {
    return [...this.recordedDispatches];
  }

  addRequest(request: RecordedRequest): void {
    this.recordedRequests.push(request);
    if (this.recordedRequests.length > keptRequests) {
      this.recordedRequests.shift();
    }
  }

  addDispatch(dispatch: RecordedDispatch): void {
    this.recordedDispatches.push(dispatch);
  }

  clear(): void {
    this.recordedRequests = [];
    this.recordedDispatches = [];
  }
}

import type {
  AppsyncResponse,
  DeploymentsResponse,
  EnvironmentsResponse,
  GraphqlQueryRequest,
  GraphqlQueryResponse,
  HistoryResponse,
  HistoryWindow,
  InfrastructureResponse,
  MobworxErrorCode,
  ParticipantsResponse,
  SchemaDriftResponse,
  ServiceId,
  StartSessionRequest,
  StatusResponse,
  StreamResponse,
  StudioResponse,
  StudioSession,
} from '@internal/plugin-mobworx-common';
import {
  BackendError,
  makeResponseError,
} from '@internal/portal-react/testHelpers';
import type { MobworxApi } from '../api';
import { makeEnvironments, makeHistory, makeStatus, NOW } from './builders';

/** What the in-memory backend knows; a test or the dev app changes it as it likes. */
export interface InMemoryState {
  environments: EnvironmentsResponse;
  status: StatusResponse;
  history: (window: HistoryWindow) => HistoryResponse;
  deployments: Omit<DeploymentsResponse, 'service'>;
  /** By environment; never seen where absent. The same holds for the following ones. */
  appsync: Partial<Record<string, AppsyncResponse>>;
  schemaDrift: Partial<SchemaDriftResponse>;
  stream: Partial<Record<string, StreamResponse>>;
  /** By the id of the room. */
  participants: Partial<Record<string, ParticipantsResponse>>;
  studio: Partial<Record<string, StudioResponse>>;
  infrastructure: Partial<Record<string, InfrastructureResponse>>;
}

export type Method = keyof MobworxApi;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemoryMobworx implements MobworxApi {
  readonly state: InMemoryState;
  /** Queries that were sent, oldest first. */
  readonly queried: (GraphqlQueryRequest & { environment: string })[] = [];
  /** How a query is answered. */
  onQuery: (request: GraphqlQueryRequest) => Promise<GraphqlQueryResponse> =
    async () => ({ data: { __typename: 'Query' }, durationMs: 12 });
  /** Sessions that were asked for, oldest first. */
  readonly started: (StartSessionRequest & { environment: string })[] = [];
  /** What happens before a session is started; by default nothing. */
  onStart: (request: StartSessionRequest) => Promise<void> = async () => {};
  readonly #failures = new Map<Method, unknown>();
  readonly #calls = new Map<Method, number>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      environments: makeEnvironments(),
      status: makeStatus(),
      history: window => makeHistory({ window }),
      deployments: { environments: [] },
      appsync: {},
      schemaDrift: {},
      stream: {},
      participants: {},
      studio: {},
      infrastructure: {},
      ...state,
    };
  }

  /** Lets a method fail from now on, as the backend would or with any other error. */
  async fail(
    method: Method,
    error: BackendError<MobworxErrorCode> | Error,
  ): Promise<void> {
    this.#failures.set(
      method,
      'status' in error ? await makeResponseError(error) : error,
    );
  }

  /** Lets a method work again. */
  mend(method: Method): void {
    this.#failures.delete(method);
  }

  /** How often a method was called. */
  calls(method: Method): number {
    return this.#calls.get(method) ?? 0;
  }

  async getEnvironments() {
    this.#enter('getEnvironments');
    return this.state.environments;
  }

  async getStatus() {
    this.#enter('getStatus');
    return this.state.status;
  }

  async getHistory(
    _environment: string,
    _service: ServiceId,
    window: HistoryWindow,
  ) {
    this.#enter('getHistory');
    return this.state.history(window);
  }

  async getDeployments(service: ServiceId) {
    this.#enter('getDeployments');
    return { service, ...this.state.deployments };
  }

  async getAppsync(environment: string) {
    this.#enter('getAppsync');
    return this.state.appsync[environment] ?? { access: {}, schema: {} };
  }

  async getSchemaDrift(from: string, to: string) {
    this.#enter('getSchemaDrift');
    return { from, to, ...this.state.schemaDrift };
  }

  async sendQuery(environment: string, request: GraphqlQueryRequest) {
    this.queried.push({ environment, ...request });
    this.#enter('sendQuery');
    return this.onQuery(request);
  }

  async getStream(environment: string) {
    this.#enter('getStream');
    return (
      this.state.stream[environment] ?? {
        rooms: {},
        munits: {},
        events: {},
        signaling: {},
      }
    );
  }

  async getParticipants(_environment: string, roomId: string) {
    this.#enter('getParticipants');
    return (
      this.state.participants[roomId] ?? {
        roomId,
        participants: {},
        full: this.state.environments.mayReadParticipants,
      }
    );
  }

  async getStudio(environment: string) {
    this.#enter('getStudio');
    return this.state.studio[environment] ?? { sessions: {} };
  }

  async startSession(environment: string, request: StartSessionRequest) {
    this.started.push({ environment, ...request });
    this.#enter('startSession');
    await this.onStart(request);
    const session: StudioSession = {
      id: `session-${this.started.length}`,
      roomId: request.roomId,
      layout: request.layout,
      destinations: request.destinations.map(hostOf),
      state: 'starting',
      startedAt: NOW,
      cpu: 0,
    };
    const before = this.state.studio[environment]?.sessions.value ?? [];
    this.state.studio[environment] = {
      sessions: { value: [...before, session], takenAt: NOW, checkedAt: NOW },
    };
    return { session };
  }

  async getInfrastructure(environment: string) {
    this.#enter('getInfrastructure');
    return (
      this.state.infrastructure[environment] ?? {
        bus: {},
        aurora: {},
        proxy: {},
        flyway: {},
        stacks: {},
        migrationGaps: [],
      }
    );
  }

  #enter(method: Method): void {
    this.#calls.set(method, this.calls(method) + 1);
    if (this.#failures.has(method)) {
      throw this.#failures.get(method);
    }
  }
}

/** The key of the stream, which is the last part of its address, is given out by nobody. */
function hostOf(destination: string): string {
  return destination.slice(0, destination.lastIndexOf('/'));
}

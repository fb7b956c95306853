import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ManualClock, type SimulatorClock } from '../clock';
import { ActionsService } from './actions/ActionsService';
import { artifactsOf } from './actions/artifacts';
import { jobLog } from './actions/logs';
import type { ActionsTiming } from './actions/stateMachine';
import type { GithubContext } from './context';
import { Downloads } from './downloads';
import { Faults } from './faults';
import { Links } from './present/links';
import { RateLimiter } from './rateLimit';
import { GithubRecord } from './record';
import { applySeed } from './seed/apply';
import { mobworxSeed } from './seed/mobworx';
import type { GithubSeed } from './seed/types';
import { createApp, type Exchange } from './server';
import { GithubState } from './state';
import { WebhookEvents } from './webhookEvents';
import { Webhooks, type WebhookTarget } from './webhooks';

/** How to start a simulated GitHub. */
export interface GithubSimulatorOptions<
  C extends SimulatorClock = ManualClock,
> {
  /** 0, the default, takes any free port. */
  port?: number;
  /** A manual clock at the present time when left out. */
  clock?: C;
  /** The MobWorx seed when left out. */
  seed?: GithubSeed;
  /** Where webhooks are delivered; nowhere when left out. */
  webhooks?: WebhookTarget;
  /** How long the parts of a run take; a second each when left out. */
  timing?: Partial<ActionsTiming>;
  /** Behaves as GitHub Enterprise Server 3.17 to 3.19 where these differ from github.com. */
  enterpriseServer?: boolean;
  /** Sees every exchange; made for checking responses against GitHub's specification. */
  onExchange?: (exchange: Exchange) => void;
}

/** A running simulated GitHub. */
export interface GithubSimulator<C extends SimulatorClock = SimulatorClock> {
  /** e.g. `http://localhost:7010`. */
  readonly url: string;
  /** Base of the REST API: `integrations.github[].apiBaseUrl`. */
  readonly apiBaseUrl: string;
  readonly clock: C;
  readonly state: GithubState;
  readonly record: GithubRecord;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** PEM of the private key by which the seeded Apps authenticate. */
  appPrivateKey(): string;
  /** Lets the runs of a branch begin, and stay in progress until they are released or cancelled. */
  holdRuns(branch: string): void;
  /** Lets the runs of a branch go on. */
  releaseRuns(branch: string): void;
  /** Back to the seed: no runs, faults, records or tokens of the time since the start. */
  reset(): Promise<void>;
  /** Ends all connections, hanging ones too. */
  close(): Promise<void>;
}

const defaultTiming: ActionsTiming = {
  queueMs: 1000,
  stepMs: 1000,
  cancelMs: 1000,
};

/**
 * Starts a simulated GitHub on loopback.
 * @throws the error of `listen`, e.g. code EADDRINUSE for a taken port
 */
export async function startGithubSimulator<
  C extends SimulatorClock = ManualClock,
>(options: GithubSimulatorOptions<C> = {}): Promise<GithubSimulator<C>> {
  const clock = options.clock ?? (new ManualClock() as SimulatorClock as C);
  // The port is known only once the server listens, and who connects that early has to wait.
  let ready: (app: Express) => void = () => {};
  const app = new Promise<Express>(resolve => {
    ready = resolve;
  });
  const server = createServer(async (req, res) => (await app)(req, res));
  const port = await listen(server, options.port ?? 0);
  const { context, events } = createContext(clock, port, options);
  const seed = options.seed ?? mobworxSeed();
  try {
    await applySeed(context.state, context.actions, seed);
  } catch (error) {
    server.close();
    throw error;
  }

  const simulator: GithubSimulator<C> = {
    url: context.links.origin,
    apiBaseUrl: context.links.api(''),
    clock,
    state: context.state,
    record: context.record,
    faults: context.faults,
    webhooks: context.webhooks,
    appPrivateKey: () =>
      context.appKey().export({ type: 'pkcs1', format: 'pem' }) as string,
    holdRuns: branch => context.actions.machine.jobs.hold(branch),
    releaseRuns: branch => context.actions.machine.jobs.release(branch),
    async reset() {
      clock.clear();
      [
        context.state,
        context.faults,
        context.record,
        context.limiter,
        context.webhooks,
        context.actions.machine,
      ].forEach(part => part.clear());
      await applySeed(context.state, context.actions, seed);
    },
    async close() {
      clock.clear();
      const closed = new Promise<void>(resolve =>
        server.close(() => resolve()),
      );
      server.closeAllConnections();
      await closed;
    },
  };
  ready(createApp(context, simulator, events, options.onExchange));
  return simulator;
}

function createContext(
  clock: SimulatorClock,
  port: number,
  options: GithubSimulatorOptions<SimulatorClock>,
): { context: GithubContext; events: WebhookEvents } {
  const state = new GithubState(clock, options.enterpriseServer);
  const links = new Links(`http://localhost:${port}`);
  const webhooks = new Webhooks(options.webhooks);
  const events = new WebhookEvents(webhooks, links);
  const actions = new ActionsService(
    state,
    { ...defaultTiming, ...options.timing },
    events,
  );
  state.onPush = async (repository, push, actor) => {
    events.pushed(repository, push, actor);
    const name = push.ref.replace('refs/heads/', '');
    await actions.pushed(
      repository,
      { ref: push.ref, name, sha: push.after },
      actor,
    );
  };
  let key: KeyObject | undefined;
  const context: GithubContext = {
    state,
    links,
    actions,
    webhooks,
    limiter: new RateLimiter(clock, caller =>
      caller === 'anonymous' ? 60 : state.rateLimit,
    ),
    faults: new Faults(),
    record: new GithubRecord(),
    // Another host name than the API's, so that a client's fetch drops its token on the way.
    downloads: new Downloads(clock, `http://127.0.0.1:${port}`, path =>
      readDownload(state, path),
    ),
    // Made on first use: it takes a noticeable time, and few tests need it.
    appKey: () =>
      (key ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
  };
  return { context, events };
}

function readDownload(
  state: GithubState,
  path: string,
): Iterable<string> | Buffer | undefined {
  const [, kind, id] = /^\/(jobs|artifacts)\/(\d+)/.exec(path) ?? [];
  const runs = state.repositories().flatMap(repository => repository.runs);
  if (kind === 'artifacts') {
    return runs.flatMap(artifactsOf).find(found => String(found.id) === id)
      ?.zip;
  }
  const job = runs
    .flatMap(({ attempts }) => attempts)
    .flatMap(({ jobs }) => jobs)
    .find(candidate => String(candidate.id) === id);
  return job && jobLog(job);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

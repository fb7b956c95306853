import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { UpstreamFetch } from '@internal/upstream-node';
import type { AwsConfig, PollLimits } from '../config';
import { RetryAfter } from '../upstream/RetryAfter';
import { createLanes, Lane } from '../upstream/ServiceClient';
import type { Upstream } from '../upstreamProblems';
import { problemOfAws } from './awsProblem';
import { AwsTransport } from './awsTransport';
import { keepReadOnly } from './readOnly';
import { rememberCredentials } from './rememberCredentials';

/** What a client of AWS's SDK is made with. */
type SdkSettings = ReturnType<AwsClients['settings']>;

/** Clients of AWS's SDK for the account of one environment; they only read. */
export class AwsClients {
  /** In the words of its errors. */
  readonly upstream: Upstream;
  /** The credentials of the account, where `aws.accounts` has it. */
  readonly credentials: ReturnType<typeof rememberCredentials>;
  readonly #aws: AwsConfig;
  readonly #lanes: Record<Lane, UpstreamFetch>;
  readonly #retryAfter: RetryAfter;
  readonly #made = new Map<string, unknown>();

  constructor(options: {
    aws: AwsConfig;
    upstream: Upstream;
    poll: PollLimits;
    credentials: AwsCredentialsManager;
  }) {
    this.upstream = options.upstream;
    this.#aws = options.aws;
    this.credentials = rememberCredentials({
      manager: options.credentials,
      accountId: options.aws.accountId,
      upstream: options.upstream,
      timeoutMs: options.poll.timeoutMs,
    });
    this.#retryAfter = new RetryAfter(options.upstream.title);
    this.#lanes = createLanes(options.upstream.title, options.poll);
  }

  /**
   * Uses a client of the SDK.
   *
   * @param Client - its class, such as `RDSClient`; one is made for each lane
   * @throws errors of `problem()`
   */
  async use<C extends object, T>(
    Client: new (settings: SdkSettings) => C,
    lane: Lane,
    work: (client: C) => Promise<T>,
  ): Promise<T> {
    try {
      const key = `${lane} ${Client.name}`;
      if (!this.#made.has(key)) {
        this.#made.set(key, keepReadOnly(new Client(this.settings(lane))));
      }
      return await work(this.#made.get(key) as C);
    } catch (error) {
      throw problemOfAws(error, this.upstream);
    }
  }

  get region(): string {
    return this.#aws.region;
  }

  /** What every client of the SDK is made with. */
  settings(lane: Lane) {
    const { region, endpoint } = this.#aws;
    return {
      region,
      endpoint,
      credentials: this.credentials,
      requestHandler: new AwsTransport(this.#lanes[lane], this.#retryAfter),
      // The lane decides what is tried again.
      maxAttempts: 1,
      // Stand-ins are not at addresses of the form `bucket.host`.
      forcePathStyle: endpoint !== undefined,
    };
  }
}

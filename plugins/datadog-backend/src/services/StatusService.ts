import {
  EndpointName,
  endpointNames,
  EndpointStatus,
  KeyCheck,
  StatusResponse,
} from '@internal/plugin-datadog-common';
import { CodedError, isCodedError, ReadCache } from '@internal/upstream-node';
import { z } from 'zod';
import type { DatadogConfig } from '../config';
import { problemOf } from '../problems';
import type { DatadogCall, DatadogClient } from '../upstream/DatadogClient';
import { scopes } from '../upstream/endpoints';
import type { CheckedKeys } from '../upstream/KeyChecker';
import {
  apiKeyRejected,
  applicationKeyRejected,
} from '../upstream/upstreamProblems';

// Enough for several people who look, and soon enough for one who has just added a scope.
const TTL_MS = 60_000;

const REFUSALS = [
  'datadog_api_key_rejected',
  'datadog_application_key_rejected',
  'datadog_scope_missing',
  'datadog_forbidden',
];

interface Checked {
  checkedAt: string;
  keys: CheckedKeys;
  /** Why an endpoint can't be read; absent for those that can. */
  refusals: Map<EndpointName, CodedError>;
}

/** How the portal gets on with Datadog: which key, site or scope is wrong, and how much is left. */
export class StatusService {
  readonly #cache = new ReadCache({ max: 1, ttlMs: TTL_MS });

  constructor(
    private readonly client: DatadogClient,
    private readonly config: DatadogConfig,
    private readonly now: () => number,
  ) {}

  /** Checks both keys and tries each endpoint with as little as possible, once a minute at most. */
  async read(): Promise<StatusResponse> {
    const { value } = await this.#cache.read('status', () => this.#check());
    const { checkedAt, keys, refusals } = value;
    const { site, apiUrl, embedHosts, embedHostsBlocked } = this.config;
    return {
      site: site.site,
      apiUrl,
      checkedAt,
      apiKey: keyCheckOf(keys.apiKey, apiKeyRejected(site.site), keys.problem),
      applicationKey: keyCheckOf(
        keys.applicationKey,
        applicationKeyRejected(),
        keys.problem,
      ),
      endpoints: endpointNames.map(name =>
        // Both are of one scope, and a history needs an SLO.
        this.#describe(
          name,
          refusals.get(name === 'slo_history' ? 'slos' : name),
        ),
      ),
      embedHosts,
      embedHostsBlocked,
    };
  }

  async #check(): Promise<Checked> {
    const keys = await this.client.keys.check();
    const refusals = new Map<EndpointName, CodedError>();
    await Promise.all(
      Object.entries(this.#probes()).map(async ([name, call]) => {
        try {
          await this.client.read(name as EndpointName, z.unknown(), call);
        } catch (error) {
          if (!isCodedError(error)) {
            throw error;
          }
          refusals.set(name as EndpointName, error);
        }
      }),
    );
    return { checkedAt: new Date(this.now()).toISOString(), keys, refusals };
  }

  #describe(name: EndpointName, refusal?: CodedError): EndpointStatus {
    const { budget, resumesAt } = this.client.gate(name);
    return {
      name,
      scope: scopes[name],
      access: accessOf(refusal),
      ...(refusal && { problem: problemOf(refusal) }),
      ...(budget && { rate: budget }),
      ...(resumesAt && { pausedUntil: resumesAt }),
      ...this.client.load(name),
    };
  }

  #probes(): Record<Exclude<EndpointName, 'slo_history'>, DatadogCall> {
    const env = this.config.environments[0].name;
    const to = Math.floor(this.now() / 60_000) * 60_000;
    return {
      monitors: {
        path: '/api/v1/monitor',
        query: { page: 0, page_size: 1 },
      },
      slos: { path: '/api/v1/slo/search', query: { 'page[size]': 1 } },
      incidents: {
        path: '/api/v2/incidents/search',
        query: { query: 'state:active', 'page[size]': 1 },
      },
      events: { path: '/api/v2/events', query: { 'page[limit]': 1 } },
      dashboards: { path: '/api/v1/dashboard', query: { count: 1 } },
      dependencies: { path: '/api/v1/service_dependencies', query: { env } },
      signals: {
        path: '/api/v2/query/timeseries',
        body: {
          data: {
            type: 'timeseries_request',
            attributes: {
              from: to - 60_000,
              to,
              queries: [
                {
                  data_source: 'apm_metrics',
                  name: 'requests',
                  stat: 'hits',
                  // Nobody has it: the answer is empty, or a refusal.
                  service: 'portal-status-check',
                  query_filter: `env:${env}`,
                },
              ],
            },
          },
        },
      },
    };
  }
}

function accessOf(refusal?: CodedError): EndpointStatus['access'] {
  if (!refusal) {
    return 'allowed';
  }
  return REFUSALS.includes(refusal.code) ? 'refused' : 'unknown';
}

function keyCheckOf(
  result: KeyCheck['result'],
  rejected: CodedError,
  unknown?: CodedError,
): KeyCheck {
  if (result === 'rejected') {
    return { result, problem: problemOf(rejected) };
  }
  return result === 'unknown' && unknown
    ? { result, problem: problemOf(unknown) }
    : { result };
}

import express, { type Express, type Request, type Response } from 'express';
import { listDashboards, listEvents, searchIncidents } from './activity';
import { invalid } from './DatadogError';
import { checkApiKey, checkKeys } from './keys';
import { listMonitors } from './monitors';
import { makeOdd, type Oddities } from './oddities';
import type { Organization } from './Organization';
import type { RateLimits } from './RateLimits';
import { searchSlos, sloHistory } from './slos';
import { queryTimeseries, serviceDependencies } from './traces';

/** What the switches change. */
export interface DatadogSwitches extends Oddities {
  /** How long each call takes. */
  latencyMs: number;
}

export interface RouteParts {
  org: Organization;
  limits: RateLimits;
  switches: DatadogSwitches;
  /** Takes note of a call of an endpoint. */
  count(endpoint: string): void;
}

interface Endpoint {
  name: string;
  method: 'get' | 'post';
  path: string;
  scope: string;
  /** Calls in the period. The numbers are not Datadog's, which differ by organisation. */
  limit: number;
  /** Seconds. */
  period: number;
  answer(req: Request, org: Organization): unknown;
}

const endpoints: Endpoint[] = [
  {
    name: 'monitors',
    method: 'get',
    path: '/api/v1/monitor',
    scope: 'monitors_read',
    limit: 300,
    period: 60,
    answer: listMonitors,
  },
  {
    name: 'slos',
    method: 'get',
    path: '/api/v1/slo/search',
    scope: 'slos_read',
    limit: 300,
    period: 60,
    answer: searchSlos,
  },
  {
    name: 'slo_history',
    method: 'get',
    path: '/api/v1/slo/:id/history',
    scope: 'slos_read',
    limit: 300,
    period: 60,
    answer: sloHistory,
  },
  {
    name: 'incidents',
    method: 'get',
    path: '/api/v2/incidents/search',
    scope: 'incident_read',
    limit: 100,
    period: 60,
    answer: searchIncidents,
  },
  {
    name: 'events',
    method: 'get',
    path: '/api/v2/events',
    scope: 'events_read',
    limit: 300,
    period: 60,
    answer: listEvents,
  },
  {
    name: 'dashboards',
    method: 'get',
    path: '/api/v1/dashboard',
    scope: 'dashboards_read',
    limit: 100,
    period: 60,
    answer: listDashboards,
  },
  {
    name: 'dependencies',
    method: 'get',
    path: '/api/v1/service_dependencies',
    scope: 'apm_read',
    limit: 100,
    period: 60,
    answer: serviceDependencies,
  },
  {
    name: 'signals',
    method: 'post',
    path: '/api/v2/query/timeseries',
    scope: 'timeseries_query',
    limit: 100,
    period: 60,
    answer: (req, org) => queryTimeseries(req.body, org),
  },
];

/** Names of the endpoints that need both keys. */
export const endpointNames = endpoints.map(({ name }) => name);

/** Adds everything that the simulated Datadog answers. */
export function addRoutes(app: Express, parts: RouteParts): void {
  const { org, limits, switches, count } = parts;
  const json = express.json({ limit: '1mb' });

  app.get('/api/v1/validate', (req, res) => {
    count('validate');
    checkApiKey(req, org.seed);
    res.json({ valid: true });
  });

  app.get('/api/v2/validate_keys', (req, res) => {
    count('validate_keys');
    checkKeys(req, org.seed);
    res.json({ status: 'ok' });
  });

  for (const endpoint of endpoints) {
    const { name, method, path, scope, limit, period, answer } = endpoint;
    app[method](path, json, (req: Request, res: Response) => {
      count(name);
      checkKeys(req, org.seed, scope);
      limits.take({ name, limit, period }, res);
      if (method === 'post' && !req.is('application/json')) {
        throw invalid('Content-Type must be application/json');
      }
      const body = answer(req, org);
      const isOdd = switches.unknownWords || switches.nulls;
      res.json(isOdd ? makeOdd(body, switches) : body);
    });
  }
}

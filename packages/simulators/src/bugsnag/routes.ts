import type { Express, Request } from 'express';
import type { SimulatorClock } from '../clock';
import type { Account, Project } from './Account';
import { ApiError } from './ApiError';
import { findErrors, sortErrors, trendOf } from './findErrors';
import { queryOf, readFilters, spanOf } from './filters';
import { readNumber, sendPage } from './paging';
import {
  presentError,
  presentOrganization,
  presentProject,
  presentRelease,
  presentStability,
} from './present';
import type { RateLimit } from './RateLimit';
import type { BugsnagSeed } from './types';

export interface RouteParts {
  seed: BugsnagSeed;
  account: Account;
  rateLimit: RateLimit;
  clock: SimulatorClock;
  /** Address of the API itself. */
  url: string;
}

/** Whose request it is. @throws ApiError 401 */
function authenticate(req: Request, { tokens }: BugsnagSeed) {
  const [, token] = /^token (\S+)$/.exec(req.get('Authorization') ?? '') ?? [];
  const known = tokens.find(one => one.token === token);
  if (!known) {
    throw new ApiError(401, 'Bad credentials');
  }
  return known;
}

/** Adds everything that the simulated Data Access API answers. */
export function addRoutes(app: Express, parts: RouteParts): void {
  const { seed, account, rateLimit, clock, url } = parts;

  app.use((req, _res, next) => {
    authenticate(req, seed);
    // Without it the newest version answers, which one day is another.
    if (req.get('X-Version') !== '2') {
      throw new ApiError(400, 'X-Version is missing or unknown');
    }
    next();
  });
  app.use(rateLimit.count);

  const projectOf = (req: Request): Project =>
    account.project(req.params.project, authenticate(req, seed).organizations);

  const openErrors = (project: Project) =>
    account.errorsOf(project).filter(({ status }) => status === 'open').length;

  app.get('/user/organizations', (req, res) => {
    const { organizations } = authenticate(req, seed);
    res.json(
      account
        .organizations(organizations)
        .map(organization => presentOrganization(organization, url)),
    );
  });

  app.get('/organizations/:organization/projects', (req, res) => {
    const projects = account.projectsOf(
      req.params.organization,
      authenticate(req, seed).organizations,
    );
    const q = queryOf(req).get('q')?.toLocaleLowerCase('en-US') ?? '';
    const found = projects.filter(({ name }) =>
      name.toLocaleLowerCase('en-US').includes(q),
    );
    sendPage(
      req,
      res,
      found.map(project => presentProject(project, openErrors(project), url)),
      {
        perPage: 30,
        max: 100,
        url,
        // The place is the last project of this page, not a number.
        offsetAfter: end => ({
          'offset[null_sort_field]': 'false',
          'offset[sort_field_offset]': found[end - 1].id,
        }),
        readOffset: query => {
          const last = query.get('offset[sort_field_offset]');
          return last ? found.findIndex(({ id }) => id === last) + 1 : 0;
        },
      },
    );
  });

  app.get('/projects/:project/errors', (req, res) => {
    const project = projectOf(req);
    const query = queryOf(req);
    const now = clock.now();
    const base = query.get('base') ?? new Date(now).toISOString();
    if (Number.isNaN(Date.parse(base))) {
      throw new ApiError(400, 'base is not a valid date');
    }
    const errors = sortErrors(
      findErrors(account.errorsOf(project), readFilters(query), now),
      query,
    );
    sendPage(
      req,
      res,
      errors.map(error => presentError(error, project.id, url)),
      {
        perPage: 30,
        max: 100,
        url,
        offsetAfter: end => ({ base, offset: String(end) }),
        readOffset: readNumber,
      },
    );
  });

  app.get('/projects/:project/trend', (req, res) => {
    const project = projectOf(req);
    const query = queryOf(req);
    const buckets = Number(query.get('buckets_count') ?? NaN);
    if (!Number.isInteger(buckets) || buckets < 1 || buckets > 100) {
      throw new ApiError(400, 'buckets_count is missing or invalid');
    }
    const filters = readFilters(query);
    const now = clock.now();
    const errors = findErrors(account.errorsOf(project), filters, now);
    res.json(trendOf(errors, { span: spanOf(filters, now), now, buckets }));
  });

  app.get('/projects/:project/stability_trend', (req, res) => {
    res.json(presentStability(projectOf(req), clock.now()));
  });

  app.get('/projects/:project/releases', (req, res) => {
    const project = projectOf(req);
    const stage = queryOf(req).get('release_stage');
    const releases = (project.releases ?? [])
      .filter(release => !stage || release.stage === stage)
      .sort((a, b) => a.daysAgo - b.daysAgo);
    sendPage(
      req,
      res,
      releases.map(release => presentRelease(release, project, clock.now())),
      {
        perPage: 10,
        max: 10,
        url,
        offsetAfter: end => ({ offset: String(end) }),
        readOffset: readNumber,
      },
    );
  });
}

import { randomUUID } from 'node:crypto';

/** What a field takes; each kind has its own bad values. */
export type Field =
  | 'file'
  | 'ref'
  | 'id'
  | 'uuid'
  | 'sha'
  | 'choice'
  | 'event'
  | 'boolean'
  | 'count'
  | 'text'
  | 'login'
  | 'moment'
  | 'entity ref'
  | 'cursor'
  | 'comment'
  | 'ids'
  | 'inputs';

/** A field with a value that is good. */
type Fields = Record<string, { field: Field; good: unknown; required?: true }>;

/** A route as Express has it, with what it takes. */
export interface RouteInputs {
  /** Method and path, as in the router; `ENTITY` stands for the path of an entity. */
  route: string;
  params?: Fields;
  query?: Fields;
  /** Left out for a route that takes no body. */
  body?: Fields;
}

const ENTITY = '/entities/:kind/:namespace/:name';

const file: Fields = { file: { field: 'file', good: 'deploy.yml' } };
// Where a good request would change something at GitHub.
const absentFile: Fields = { file: { field: 'file', good: 'absent.yml' } };
const run: Fields = { runId: { field: 'id', good: '19000000001' } };
const job: Fields = { ...run, jobId: { field: 'id', good: '54000000001' } };
const refQuery: Fields = {
  ref: { field: 'ref', good: 'master', required: true },
  refType: { field: 'choice', good: 'branch' },
};
const attempt: Fields = { attempt: { field: 'count', good: '1' } };
const auditFilter: Fields = {
  user: { field: 'entity ref', good: 'user:default/sam-okoro' },
  entity: { field: 'entity ref', good: 'component:default/appsync-service' },
  workflow: { field: 'file', good: 'deploy.yml' },
  action: { field: 'choice', good: 'dispatch' },
  outcome: { field: 'choice', good: 'done' },
  from: { field: 'moment', good: '2026-11-01' },
  to: { field: 'moment', good: '2026-11-22T10:00:00Z' },
};

/**
 * Every route of the plugin with every field that it takes. A route that isn't here fails
 * badInput.test.ts: add it, and its bad input is tested.
 */
export const routeTable: RouteInputs[] = [
  { route: `GET ${ENTITY}/repository` },
  {
    route: `GET ${ENTITY}/refs`,
    query: {
      q: { field: 'text', good: 'feat' },
      type: { field: 'choice', good: 'tag' },
    },
  },
  { route: `GET ${ENTITY}/workflows`, query: refQuery },
  {
    route: `GET ${ENTITY}/workflows/:file/form`,
    params: file,
    query: refQuery,
  },
  {
    route: `GET ${ENTITY}/runs`,
    query: {
      workflow: { field: 'file', good: 'deploy.yml' },
      ref: { field: 'ref', good: 'master' },
      status: { field: 'choice', good: 'success' },
      event: { field: 'event', good: 'push' },
      actor: { field: 'login', good: 'sam-okoro' },
      from: { field: 'moment', good: '2026-11-01' },
      to: { field: 'moment', good: '2026-11-22' },
      page: { field: 'count', good: '1' },
    },
  },
  { route: `GET ${ENTITY}/runs/:runId`, params: run, query: attempt },
  { route: `GET ${ENTITY}/runs/:runId/attempts`, params: run },
  {
    route: `GET ${ENTITY}/runs/:runId/annotations`,
    params: run,
    query: attempt,
  },
  { route: `GET ${ENTITY}/runs/:runId/artifacts`, params: run },
  {
    route: `GET ${ENTITY}/runs/:runId/artifacts/:artifactId/zip`,
    params: { ...run, artifactId: { field: 'id', good: '1' } },
  },
  { route: `GET ${ENTITY}/runs/:runId/jobs/:jobId/log`, params: job },
  {
    route: `POST ${ENTITY}/runs/:runId/cancel`,
    params: run,
    body: { force: { field: 'boolean', good: false } },
  },
  {
    route: `POST ${ENTITY}/runs/:runId/rerun`,
    params: run,
    body: {
      jobs: { field: 'choice', good: 'all', required: true },
      debug: { field: 'boolean', good: false },
    },
  },
  {
    route: `POST ${ENTITY}/runs/:runId/jobs/:jobId/rerun`,
    params: job,
    body: { debug: { field: 'boolean', good: false } },
  },
  {
    route: `POST ${ENTITY}/workflows/:file/dispatches`,
    params: file,
    body: {
      ref: { field: 'ref', good: 'master', required: true },
      refType: { field: 'choice', good: 'branch' },
      inputs: { field: 'inputs', good: { stage: 'staging' }, required: true },
      expectedBlobSha: { field: 'sha', good: 'a'.repeat(40), required: true },
      headShaSeen: { field: 'sha', good: 'b'.repeat(40) },
      idempotencyKey: { field: 'uuid', good: randomUUID(), required: true },
    },
  },
  {
    route: `POST ${ENTITY}/workflows/:file/preflight`,
    params: file,
    body: {
      ref: { field: 'ref', good: 'master', required: true },
      refType: { field: 'choice', good: 'branch' },
      inputs: { field: 'inputs', good: { stage: 'staging' }, required: true },
    },
  },
  { route: `GET ${ENTITY}/waiting` },
  { route: `GET ${ENTITY}/runs/:runId/deployments`, params: run },
  {
    route: `POST ${ENTITY}/runs/:runId/deployments`,
    params: run,
    body: {
      environmentIds: { field: 'ids', good: [1], required: true },
      state: { field: 'choice', good: 'approved', required: true },
      comment: { field: 'comment', good: 'Fine' },
      idempotencyKey: { field: 'uuid', good: randomUUID(), required: true },
    },
  },
  { route: `GET ${ENTITY}/presets` },
  {
    route: `GET ${ENTITY}/refs/details`,
    query: {
      type: { field: 'choice', good: 'branch' },
      q: { field: 'text', good: 'feat' },
      ref: { field: 'ref', good: 'master' },
    },
  },
  ...['enable', 'disable'].map(deed => ({
    route: `POST ${ENTITY}/workflows/:file/${deed}`,
    params: absentFile,
    body: {},
  })),
  {
    route: 'GET /overview',
    query: {
      system: { field: 'entity ref', good: 'system:default/streaming' },
      owner: { field: 'entity ref', good: 'group:default/backend' },
    },
  },
  { route: 'GET /status' },
  {
    route: 'GET /dispatches/mine',
    query: {
      entityRef: {
        field: 'entity ref',
        good: 'component:default/appsync-service',
      },
      workflow: { field: 'file', good: 'deploy.yml' },
      limit: { field: 'count', good: '10' },
    },
  },
  {
    route: 'GET /dispatches/mine/:idempotencyKey',
    params: { idempotencyKey: { field: 'uuid', good: randomUUID() } },
  },
  {
    route: 'GET /audit',
    query: {
      ...auditFilter,
      limit: { field: 'count', good: '10' },
      cursor: { field: 'cursor', good: '1-1' },
    },
  },
  { route: 'GET /audit.csv', query: auditFilter },
];

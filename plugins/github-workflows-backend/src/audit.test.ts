import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  AuditEntry,
  auditResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { FORBIDDEN, GUEST, ROBIN } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';
import { sendAuditCsv } from './services/sendAuditCsv';
import { AuditStore } from './store/AuditStore';

const APPSYNC = '/entities/component/default/appsync-service';
const SAM = 'user:default/sam-okoro';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin({
    config: { timeout: { seconds: 2 }, auditRetentionDays: 30 },
  });
});
afterAll(async () => portal.stop());
beforeEach(async () => {
  await portal.knex('audit').delete();
});

async function audit(query = ''): Promise<AuditEntry[]> {
  const { body } = await portal.get(`/audit${query}`, ROBIN).expect(200);
  return auditResponseSchema.parse(body).items;
}

async function dispatch(
  file: string,
  options: { inputs?: object; ref?: string; user?: string; token?: null } = {},
) {
  const { inputs = {}, ref = 'master', ...asked } = options;
  const { body: form } = await portal.get(
    `${APPSYNC}/workflows/${file}/form?ref=${ref}`,
  );
  const request = {
    ref,
    inputs,
    expectedBlobSha: form.blobSha ?? '0'.repeat(40),
    idempotencyKey: randomUUID(),
  };
  const { body } = await portal.dispatch(file, request, asked);
  return { request, runId: body.dispatch?.runId as number };
}

describe('what is written down', () => {
  it('is who ran what, with which inputs, as whom, and which run it became; once', async () => {
    const { request, runId } = await dispatch('deploy.yml', {
      inputs: { stage: 'staging' },
    });
    await portal.dispatch('deploy.yml', request).expect(201);
    expect(await audit()).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        action: 'dispatch',
        user: SAM,
        githubLogin: 'sam-okoro',
        entityRef: 'component:default/appsync-service',
        repository: 'github.com/mobworx/appsync-service',
        workflowFile: 'deploy.yml',
        ref: 'master',
        runId,
        inputs: { stage: 'staging' },
        details: {},
        identity: 'user',
        outcome: 'done',
      },
    ]);
  });

  it('is what was done with a run, of which file and ref', async () => {
    const { runId } = await dispatch('nightly.yml');
    const run = `${APPSYNC}/runs/${runId}`;
    await portal.post(`${run}/cancel`, {}).expect(202);
    await portal.post(`${run}/cancel`, { force: true });
    await portal.post(`${run}/rerun`, { jobs: 'failed', debug: true });
    await portal.post(`${run}/rerun`, { jobs: 'all' });
    await portal.post(`${run}/jobs/1/rerun`, {});
    const about = {
      user: SAM,
      workflowFile: 'nightly.yml',
      ref: 'master',
      runId,
    };
    const done = (await audit()).reverse();
    expect(done.map(({ action }) => action)).toEqual([
      'dispatch',
      'cancel',
      'force-cancel',
      'rerun-failed',
      'rerun',
      'rerun-job',
    ]);
    for (const entry of done) {
      expect(entry).toMatchObject(about);
    }
    expect(done[3].details).toEqual({ debug: true });
    expect(done[5]).toMatchObject({
      details: { debug: false, jobId: 1 },
      outcome: 'refused',
      errorCode: 'run_not_found',
    });
  });

  it('is also what was refused, failed, or is not known', async () => {
    await dispatch('nightly.yml', { user: GUEST });
    await dispatch('nightly.yml', { token: null });
    const faults = [
      { kind: 'lost_reply' },
      { kind: 'secondary_limit', retryAfterSeconds: 1 },
    ] as const;
    for (const fault of faults) {
      portal.github.faults.add({
        method: 'POST',
        path: /\/dispatches$/,
        fault,
        times: 1,
      });
      await dispatch('nightly.yml');
    }
    expect(
      (await audit())
        .reverse()
        .map(({ user, outcome, errorCode }) => [user, outcome, errorCode]),
    ).toEqual([
      [GUEST, 'refused', 'guest_may_not_run'],
      [SAM, 'refused', 'github_token_missing'],
      [SAM, 'unknown', 'dispatch_outcome_unknown'],
      [SAM, 'failed', 'github_rate_limited'],
    ]);
  });

  it('is nothing for an entity that the caller cannot see, and for a request that is wrong', async () => {
    await portal
      .post('/entities/component/default/nope/runs/1/cancel', {})
      .expect(404);
    await portal.dispatch('nightly.yml', { ref: 'a b' }).expect(400);
    expect(await audit()).toEqual([]);
  });

  it('is settled once the portal has stopped in between, and kept as long as configured', async () => {
    await dispatch('nightly.yml');
    await dispatch('nightly.yml');
    await dispatch('nightly.yml');
    const [newest, second, third] = await audit();
    const ago = (days: number) => Date.now() - days * 24 * 60 * 60 * 1000;
    const change = (id: string, values: object) =>
      portal.knex('audit').where({ id }).update(values);
    await change(newest.id, { outcome: 'pending' });
    await change(second.id, { outcome: 'pending', at: ago(29) });
    await change(third.id, { at: ago(31) });
    await portal.runTask('keep-audit');
    expect((await audit()).map(({ id, outcome }) => [id, outcome])).toEqual([
      [newest.id, 'pending'],
      [second.id, 'unknown'],
    ]);
  });
});

describe('rules about files, refs and environments', () => {
  it('refuse what was chosen, and say so', async () => {
    const request = {
      ref: FORBIDDEN,
      inputs: {},
      expectedBlobSha: '0'.repeat(40),
      idempotencyKey: randomUUID(),
    };
    const { body } = await portal.dispatch('nightly.yml', request).expect(403);
    expect(body.error).toMatchObject({
      code: 'not_permitted',
      message: `You may run workflows of this component, but the portal's rules leave out nightly.yml on ${FORBIDDEN}.`,
    });
    expect((await audit('?outcome=refused'))[0].ref).toBe(FORBIDDEN);
    expect(portal.github.record.dispatches()).not.toContainEqual(
      expect.objectContaining({ ref: FORBIDDEN }),
    );
  });
});

describe('reading the audit', () => {
  it('is for the platform team, and for owners what they own', async () => {
    await dispatch('nightly.yml');
    const own = '?entity=component:default/appsync-service';
    const { body } = await portal.get(`/audit${own}`, SAM).expect(200);
    expect(body.items).toHaveLength(1);
    for (const [path, user] of [
      ['/audit', SAM],
      ['/audit.csv', SAM],
      [`/audit${own}`, GUEST],
      [`/audit.csv${own}`, GUEST],
    ]) {
      const refused = await portal.get(path, user).expect(403);
      expect(refused.body.error).toMatchObject({
        code: expect.stringMatching(/not_permitted|guest_may_not_run/),
        remedy: expect.stringMatching(/\.$/),
      });
    }
    // Who may read all may also ask for what the catalog no longer has.
    expect(await audit('?entity=component:default/gone-by-now')).toEqual([]);
    await portal
      .get('/audit?entity=component:default/gone-by-now', SAM)
      .expect(404);
  });

  it('gives pages', async () => {
    for (let count = 0; count < 3; count++) await dispatch('nightly.yml');
    const { body } = await portal.get('/audit?limit=2', ROBIN).expect(200);
    expect(body.items).toHaveLength(2);
    expect(await audit(`?limit=2&cursor=${body.nextCursor}`)).toHaveLength(1);
  });

  it.each([
    'user=sam-okoro',
    'user=user:default/a%20b',
    `entity=component:default/${'x'.repeat(255)}`,
    'entity=component:default/a&entity=component:default/b',
    'workflow=../../secret.yml',
    'workflow=README.md',
    'action=delete',
    'outcome=fine',
    'from=yesterday',
    'from=2026-02-30',
    'to=20261122',
    'repository=MobWorx/appsync-service',
  ])('refuses a wrong filter: %s', async query => {
    for (const path of ['/audit', '/audit.csv']) {
      const { body } = await portal.get(`${path}?${query}`, ROBIN).expect(400);
      expect(body.error.code).toBe('request_invalid');
    }
  });

  it.each(['cursor=1', "cursor=1-1'", 'limit=0', 'limit=201', 'limit=ten'])(
    'refuses a wrong page: %s',
    async query => {
      const { body } = await portal.get(`/audit?${query}`, ROBIN).expect(400);
      expect(body.error.code).toBe('request_invalid');
    },
  );
});

describe('the audit as CSV', () => {
  it('has the same entries, with nothing that a spreadsheet would run', async () => {
    await dispatch('nightly.yml');
    const { runId } = await dispatch('deploy.yml', {
      inputs: { stage: 'staging' },
    });
    await portal.knex('audit').update({ ref: '=HYPERLINK("x")' });
    const answer = await portal
      .get('/audit.csv?workflow=deploy.yml', ROBIN)
      .expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="workflows-audit.csv"',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.text.split('\r\n')).toEqual([
      'at,user,githubLogin,action,entityRef,repository,workflowFile,ref,environment,inputs,details,runId,identity,outcome,errorCode',
      expect.stringMatching(
        `^20.*Z,${SAM},sam-okoro,dispatch,component:default/appsync-service,github.com/mobworx/appsync-service,deploy.yml,"'=HYPERLINK\\(""x""\\)",,"{""stage"":""staging""}",{},${runId},user,done,$`,
      ),
      '',
    ]);
  });

  it('says where it was cut', async () => {
    for (let count = 0; count < 3; count++) await dispatch('nightly.yml');
    const store = await AuditStore.create({
      getClient: async () => portal.knex,
    });
    const response = Object.assign(new PassThrough(), { setHeader() {} });
    const [csv] = await Promise.all([
      text(response),
      sendAuditCsv(store, {}, response as never, 2),
    ]);
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^Only the newest 2 entries are here/);
  });
});

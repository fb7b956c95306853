import { randomUUID } from 'node:crypto';
import { startPlugin, StartedPlugin } from '../__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const DISPATCHES = /\/dispatches$/;

let portal: StartedPlugin;

async function start(options: Parameters<typeof startPlugin>[0] = {}) {
  portal = await startPlugin({
    ...options,
    config: { timeout: { seconds: 2 } },
  });
}
afterEach(async () => portal.stop());

async function request(inputs = { stage: 'staging' }) {
  const { body: form } = await portal
    .get(`${APPSYNC}/workflows/deploy.yml/form?ref=master`)
    .expect(200);
  return {
    ref: 'master',
    inputs,
    expectedBlobSha: form.blobSha,
    headShaSeen: form.ref.sha,
    idempotencyKey: randomUUID(),
  };
}

/** What the portal has written down about a request. */
async function kept({ idempotencyKey }: { idempotencyKey: string }) {
  const { body } = await portal
    .get(`/dispatches/mine/${idempotencyKey}`)
    .expect(200);
  return body.dispatch;
}

const sent = () => portal.github.record.dispatches();

/** Lets the reply of the next dispatch get lost, after GitHub has done what it was asked. */
function loseReply(times = 1) {
  portal.github.faults.add({
    method: 'POST',
    path: DISPATCHES,
    fault: { kind: 'lost_reply' },
    times,
  });
}

/** As if a time in the database were longer ago. */
async function age(column: 'requested_at' | 'updated_at', byMs: number) {
  await portal.knex('dispatches').update({
    [column]: portal.knex.raw('?? - ?', [column, byMs]),
  });
}

describe('a dispatch whose answer names no run', () => {
  beforeEach(() => start({ github: { enterpriseServer: true } }));

  it('is matched with its run at once, and labelled so', async () => {
    const body = await request();
    const { body: answer } = await portal
      .dispatch('deploy.yml', body)
      .expect(201);
    expect(answer.dispatch).toMatchObject({
      state: 'started',
      match: 'matched',
      runId: sent()[0].runId,
      githubLogin: 'sam-okoro',
    });
    expect(sent()).toHaveLength(1);
  });

  it('is left unmatched where two runs fit, also when they are of two dispatches', async () => {
    portal.github.faults.add({
      method: 'GET',
      path: /workflows\/deploy.yml\/runs$/,
      fault: { kind: 'status', status: 404 },
      times: 2,
    });
    const bodies = [await request(), await request()];
    for (const body of bodies) {
      const { body: answer } = await portal
        .dispatch('deploy.yml', body)
        .expect(201);
      expect(answer.dispatch).not.toHaveProperty('match');
    }
    await portal.runTask('match-runs');
    for (const body of bodies) {
      expect(await kept(body)).toMatchObject({
        state: 'started',
        match: 'ambiguous',
      });
      expect(await kept(body)).not.toHaveProperty('runId');
    }
    expect(sent()).toHaveLength(2);
  });

  it('says how many inputs this GitHub takes', async () => {
    const inputs = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`i${at}`, 'x']),
    );
    await portal.github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      message: 'Ask for more than GitHub Enterprise Server takes',
      files: {
        '.github/workflows/deploy.yml': `name: Deploy\non: { workflow_dispatch: { inputs: { ${Object.keys(
          inputs,
        )
          .map(name => `${name}: { type: string }`)
          .join(
            ', ',
          )} } } }\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n`,
      },
    });
    const refused = await portal
      .dispatch('deploy.yml', await request(inputs as never))
      .expect(400);
    expect(refused.body.error).toMatchObject({
      code: 'inputs_too_many',
      message: expect.stringContaining('at most 10 inputs'),
    });
    expect(sent()).toEqual([]);
  });
});

describe('a dispatch whose answer was lost', () => {
  it('is never sent again, and matched afterwards by actor, ref, commit and time', async () => {
    await start();
    loseReply();
    const body = await request();
    const lost = await portal.dispatch('deploy.yml', body).expect(503);
    expect(lost.body.error.code).toBe('dispatch_outcome_unknown');
    const again = await portal.dispatch('deploy.yml', body).expect(503);
    expect(again.body.error.code).toBe('dispatch_outcome_unknown');
    expect(sent()).toHaveLength(1);
    expect(await kept(body)).toMatchObject({ state: 'unknown' });

    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({
      state: 'started',
      match: 'matched',
      runId: sent()[0].runId,
    });
    // By now the same request has an answer.
    const known = await portal.dispatch('deploy.yml', body).expect(201);
    expect(known.body.dispatch.runId).toBe(sent()[0].runId);
    await portal.tick();
    expect(await kept(body)).toMatchObject({ runHeadSha: body.headShaSeen });
    expect(sent()).toHaveLength(1);
  });

  it('takes no run of another ref, commit, time or dispatch for its own', async () => {
    await start();
    // Exact: its run is taken.
    await portal.dispatch('deploy.yml', await request()).expect(201);
    const post = (ref: string, login: string) =>
      fetch(
        `${portal.github.apiBaseUrl}/repos/MobWorx/appsync-service/actions/workflows/deploy.yml/dispatches`,
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer gho_simulated_${login}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ ref, inputs: {} }),
        },
      );
    portal.github.state.grant('robin-hale', 'MobWorx/appsync-service', 'write');
    expect((await post('v1.5.0', 'sam-okoro')).status).toBe(204);
    expect((await post('master', 'robin-hale')).status).toBe(204);
    portal.github.faults.add({
      method: 'POST',
      path: DISPATCHES,
      fault: { kind: 'hang' },
      times: 1,
    });
    const body = await request();
    await portal.dispatch('deploy.yml', body).expect(503);
    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({ state: 'unknown' });
    expect(await kept(body)).not.toHaveProperty('match');
    // Somebody starts the like of it much later: too late to be this one.
    await age('requested_at', 301_000);
    await post('master', 'sam-okoro');
    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({ state: 'unknown', match: 'none' });
    await portal.runTask('match-runs');
    expect(await kept(body)).not.toHaveProperty('runId');
  });

  it('is matched after a crash between sending and the answer, and runs once', async () => {
    await start();
    loseReply();
    const body = await request();
    await portal.dispatch('deploy.yml', body).expect(503);
    // The backend died before it could write down that the answer was lost.
    await portal.knex('dispatches').update({ state: 'sending' });
    await portal.restart();
    const early = await portal.dispatch('deploy.yml', body).expect(409);
    expect(early.body.error.code).toBe('dispatch_in_progress');
    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({ state: 'sending' });
    await age('updated_at', 121_000);
    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({
      state: 'started',
      match: 'matched',
      runId: sent()[0].runId,
    });
    await portal.dispatch('deploy.yml', body).expect(201);
    expect(sent()).toHaveLength(1);
  });

  it('is not matched when GitHub did not tell who the actor is', async () => {
    await start();
    const body = await request();
    loseReply();
    // Of the two calls, the one that reads the form works.
    portal.github.faults.add({
      path: /graphql$/,
      fault: { kind: 'latency', ms: 0 },
      times: 1,
    });
    portal.github.faults.add({
      path: /graphql$/,
      fault: { kind: 'status', status: 500 },
    });
    await portal.dispatch('deploy.yml', body).expect(503);
    expect(sent()).toHaveLength(1);
    await portal.runTask('match-runs');
    expect(await kept(body)).toMatchObject({ state: 'unknown', match: 'none' });
  });
});

describe('a key that was used before', () => {
  it('is refused with other values, by a code of its own, and sends nothing', async () => {
    await start();
    const body = await request();
    const first = await portal.dispatch('deploy.yml', body).expect(201);
    for (const changed of [
      { inputs: { stage: 'production' } },
      { ref: 'v1.5.0', refType: 'tag' },
    ]) {
      const refused = await portal
        .dispatch('deploy.yml', { ...body, ...changed })
        .expect(409);
      expect(refused.body.error).toMatchObject({
        code: 'idempotency_key_reused',
        message: expect.stringContaining(
          `started run ${first.body.dispatch.runId}`,
        ),
      });
    }
    expect(sent()).toHaveLength(1);
  });

  it('that nobody used is not there, and one of somebody else neither', async () => {
    await start();
    const body = await request();
    await portal.dispatch('deploy.yml', body).expect(201);
    for (const [key, user] of [
      [randomUUID(), undefined],
      [body.idempotencyKey, 'user:default/kim-sato'],
    ]) {
      const absent = await portal
        .get(`/dispatches/mine/${key}`, user)
        .expect(404);
      expect(absent.body.error.code).toBe('dispatch_not_found');
    }
    const bad = await portal.get('/dispatches/mine/not-a-uuid').expect(400);
    expect(bad.body.error.code).toBe('request_invalid');
  });
});

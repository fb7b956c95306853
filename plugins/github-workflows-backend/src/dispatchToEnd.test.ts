import { randomUUID } from 'node:crypto';
import {
  formResponseSchema,
  FormResponse,
  runResponseSchema,
  runsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.github.reset());
afterAll(async () => portal.stop());

async function formOf(file: string, ref: string): Promise<FormResponse> {
  const { body } = await portal
    .get(`${APPSYNC}/workflows/${file}/form?ref=${encodeURIComponent(ref)}`)
    .expect(200);
  return formResponseSchema.parse(body);
}

describe('a run, from dispatch to end', () => {
  it('starts exactly one run as the user, follows it, and gives its logs', async () => {
    const form = await formOf('deploy.yml', 'feature/schema-v2');
    const body = {
      ref: 'feature/schema-v2',
      inputs: { stage: 'staging', migration: 'expand', batch_size: '50' },
      expectedBlobSha: form.blobSha,
      idempotencyKey: randomUUID(),
    };
    const [first, second] = await Promise.all([
      portal.dispatch('deploy.yml', body),
      portal.dispatch('deploy.yml', body),
    ]);
    const started = [first, second].find(answer => answer.status === 201)!;
    const again = await portal.dispatch('deploy.yml', body).expect(201);
    expect(again.body.dispatch).toEqual(started.body.dispatch);

    const { runId } = started.body.dispatch;
    expect(portal.github.record.dispatches()).toEqual([
      expect.objectContaining({
        actor: 'sam-okoro',
        owner: 'MobWorx',
        repo: 'appsync-service',
        ref: 'feature/schema-v2',
        runId,
        inputs: expect.objectContaining({
          migration: 'expand',
          batch_size: '50',
        }),
        headSha: form.ref.sha,
      }),
    ]);
    expect(portal.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'dispatch',
        meta: expect.objectContaining({
          inputs: ['stage', 'migration', 'batch_size'],
        }),
      }),
    );
    expect(portal.auditor.success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ runId }),
    });
    expect(
      JSON.stringify(
        portal.auditor.createEvent.mock.calls.map(([{ meta }]) => meta),
      ),
    ).not.toContain('gho_');

    const path = `${APPSYNC}/runs/${runId}`;
    const queued = runResponseSchema.parse(
      (await portal.get(path).expect(200)).body,
    );
    expect(queued.run).toMatchObject({
      id: runId,
      status: 'queued',
      actor: 'sam-okoro',
      ref: 'feature/schema-v2',
    });
    expect(queued.dispatch?.inputs).toEqual(body.inputs);

    portal.signals.publish.mockClear();
    let progress = queued;
    const early: Array<{ status: number; body: any }> = [];
    for (
      let second_ = 0;
      second_ < 120 && progress.run.status !== 'completed';
      second_++
    ) {
      await portal.github.clock.advance(1_000);
      await new Promise(resolve => setTimeout(resolve, 100));
      await portal.tick();
      progress = runResponseSchema.parse(
        (await portal.get(path).expect(200)).body,
      );
      const running = progress.jobs.find(job => job.status === 'in_progress');
      if (running) {
        early.push(await portal.get(`${path}/jobs/${running.id}/log`));
      }
    }
    // A job may have ended between the two requests.
    expect(
      early.map(answer => answer.body.error?.code ?? answer.status),
    ).toContain('log_not_ready');
    expect(progress.run).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
    expect(
      progress.jobs
        .flatMap(job => job.steps)
        .every(step => step.status === 'completed'),
    ).toBe(true);
    expect(portal.signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'github-workflows',
      message: { type: 'run-changed', runId },
    });

    const log = await portal
      .get(`${path}/jobs/${progress.jobs[0].id}/log`)
      .expect(200);
    expect(log.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(log.text).toMatch(/##\[group\]/);

    const runs = runsResponseSchema.parse(
      (
        await portal
          .get(`${APPSYNC}/runs?workflow=deploy.yml&ref=feature/schema-v2`)
          .expect(200)
      ).body,
    );
    expect(runs.items[0]).toMatchObject({ id: runId, status: 'completed' });
    const mine = await portal.get('/dispatches/mine').expect(200);
    expect(mine.body.items[0]).toMatchObject({
      runId,
      state: 'started',
      runStatus: 'completed',
      runConclusion: 'success',
    });
    expect(
      (await portal.get('/dispatches/mine', 'user:default/kim-sato')).body
        .items,
    ).toEqual([]);
  });

  it('runs on a tag', async () => {
    const { body: form } = await portal
      .get(`${APPSYNC}/workflows/deploy.yml/form?ref=v1.5.0&refType=tag`)
      .expect(200);
    const started = await portal.dispatch('deploy.yml', {
      ref: 'v1.5.0',
      refType: 'tag',
      inputs: { stage: 'staging' },
      expectedBlobSha: form.blobSha,
      idempotencyKey: randomUUID(),
    });
    expect(started.status).toBe(201);
    expect(portal.github.record.dispatches()).toEqual([
      expect.objectContaining({ ref: 'v1.5.0', headSha: form.ref.sha }),
    ]);
  });

  it('refuses who may not, and GitHub refuses who lacks its right, and nothing runs', async () => {
    const form = await formOf('deploy.yml', 'master');
    const body = {
      ref: 'master',
      inputs: { stage: 'staging' },
      expectedBlobSha: form.blobSha,
      idempotencyKey: randomUUID(),
    };
    const code = async (options: Parameters<StartedPlugin['dispatch']>[2]) => {
      const answer = await portal.dispatch('deploy.yml', body, options);
      return [answer.status, answer.body.error.code];
    };
    expect(await code({ user: GUEST })).toEqual([403, 'guest_may_not_run']);
    expect(await code({ user: 'user:default/kim-sato' })).toEqual([
      403,
      'not_permitted',
    ]);
    expect(await code({ token: null })).toEqual([403, 'github_token_missing']);
    expect(await code({ token: 'gho_unknown' })).toEqual([
      403,
      'github_token_rejected',
    ]);
    expect(await code({ token: 'not a token' })).toEqual([
      400,
      'request_invalid',
    ]);
    expect(await code({ token: 'gho_simulated_jo-lindt' })).toEqual([
      403,
      'github_forbidden',
    ]);
    expect(portal.github.record.dispatches()).toEqual([]);
    expect(portal.auditor.fail).toHaveBeenCalled();
    // The same form may be sent again after a refusal.
    await portal.dispatch('deploy.yml', body).expect(201);
    expect(portal.github.record.dispatches()).toHaveLength(1);
  });
});

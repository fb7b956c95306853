import { randomUUID } from 'node:crypto';
import {
  auditResponseSchema,
  runResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { ROBIN } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

const databases = sharedDatabases();

describe.each(databases.eachSupportedId())('two processes on %p', id => {
  let one: StartedPlugin;
  let other: StartedPlugin;

  beforeEach(async () => {
    const [knex, second] = await databases.init(id);
    // Nothing runs out by itself here.
    const config = {
      keepLists: { minutes: 10 },
      watchInterval: { minutes: 10 },
    };
    one = await startPlugin({ config, knex });
    other = await startPlugin({ config, knex: second, beside: one });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await other.stop();
    await one.stop();
  });

  async function makeForm() {
    const { body } = await one
      .get(`${APPSYNC}/workflows/nightly.yml/form?ref=master`)
      .expect(200);
    return {
      ref: 'master',
      inputs: {},
      expectedBlobSha: body.blobSha,
      idempotencyKey: randomUUID(),
    };
  }

  async function start(): Promise<number> {
    const { body } = await one
      .dispatch('nightly.yml', await makeForm())
      .expect(201);
    return body.dispatch.runId;
  }

  const runIn = async (portal: StartedPlugin, runId: number) => {
    const { body } = await portal.get(`${APPSYNC}/runs/${runId}`).expect(200);
    return runResponseSchema.parse(body).run;
  };

  it('start one run of one form, whichever of them are asked and how often', async () => {
    const form = await makeForm();
    const answers = await Promise.all(
      [one, other, one, other, one, other].map(portal =>
        portal.dispatch('nightly.yml', form),
      ),
    );
    const [started] = answers.filter(({ status }) => status === 201);
    for (const { status, body } of answers) {
      expect([status, body.dispatch ?? body.error.code]).toEqual(
        status === 201
          ? [201, started.body.dispatch]
          : [409, 'dispatch_in_progress'],
      );
    }
    for (const portal of [one, other]) {
      const { body } = await portal.dispatch('nightly.yml', form).expect(201);
      expect(body.dispatch).toEqual(started.body.dispatch);
      const audit = await portal.get('/audit', ROBIN).expect(200);
      expect(
        auditResponseSchema
          .parse(audit.body)
          .items.map(({ outcome, runId }) => [outcome, runId]),
      ).toEqual([['done', started.body.dispatch.runId]]);
    }
    expect(one.github.record.dispatches()).toHaveLength(1);
  });

  it('tell of an end once, however many of them and ways they learn it by', async () => {
    const runId = await start();
    one.github.clock.drain();
    await one.github.webhooks.settled();
    await Promise.all([one.tick(), other.tick()]);
    await one.listen();
    await other.listen();
    for (const { event, payload, headers } of one.relay.deliveries) {
      await Promise.all([
        one.webhook(event, payload, headers),
        other.webhook(event, payload, headers),
      ]);
    }
    for (const portal of [one, other]) {
      expect((await runIn(portal, runId)).conclusion).toBe('success');
    }
    const sent = [one, other].flatMap(
      ({ notifications }) => notifications.send.mock.calls,
    );
    expect(sent).toHaveLength(1);
  });

  it('ask GitHub about a run as if they were one', async () => {
    const runId = await start();
    await runIn(other, runId);
    await runIn(one, runId);
    const asked = () => one.github.record.requests().length;
    const before = asked();
    const now = Date.now();
    for (let round = 1; round <= 4; round++) {
      jest.spyOn(Date, 'now').mockReturnValue(now + round * 1_000);
      await Promise.all([one.tick(), other.tick()]);
    }
    // The run and its jobs, once a round.
    expect(asked() - before).toBe(8);
    // When the one that asks is gone, another goes on.
    jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
    await other.tick();
    await one.tick();
    expect(asked() - before).toBe(10);
  });
});

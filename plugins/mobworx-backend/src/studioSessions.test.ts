import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startSessionResponseSchema,
  studioResponseSchema,
  StudioSession,
} from '@internal/plugin-mobworx-common';
import type { ServiceFault } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin({ poll: { timeout: { seconds: 5 } } });
});

afterEach(() => {
  portal.deny();
  portal.staging.studio.service.reset();
  jest.clearAllMocks();
});

afterAll(async () => portal.stop());

const KEY = 'hush-5d41-402a';

const form = (change: object = {}) => ({
  confirmEnvironment: 'staging',
  idempotencyKey: randomUUID(),
  roomId: 'rehearsal',
  layout: 'speaker',
  destinations: [`rtmps://live.example/app/${KEY}`],
  ...change,
});

const post = (body: unknown, environment = 'staging', user?: string) =>
  portal.post(`/environments/${environment}/studio/sessions`, body, user);

async function started(body: unknown): Promise<StudioSession> {
  const answer = await post(body);
  expect(answer.status).toBe(201);
  return startSessionResponseSchema.parse(answer.body).session;
}

async function read() {
  const { body } = await portal.get('/environments/staging/studio');
  return studioResponseSchema.parse(body).sessions;
}

/** How often Studio was asked for a session. */
const asked = () =>
  portal.staging.studio.service
    .requests()
    .filter(({ method }) => method === 'POST').length;

describe('starting a session', () => {
  it('starts one, tells the auditor, and shows it in the list at once', async () => {
    const session = await started(form());
    expect(session).toMatchObject({
      roomId: 'rehearsal',
      layout: 'speaker',
      state: 'starting',
      destinations: ['rtmps://live.example/app/****'],
    });
    expect(portal.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'studio-session-start',
        meta: {
          environment: 'staging',
          roomId: 'rehearsal',
          layout: 'speaker',
          destinations: ['rtmps://live.example/app/****'],
        },
      }),
    );
    expect(portal.auditor.success).toHaveBeenCalledWith({
      meta: { sessionId: session.id },
    });
    while (!(await read()).value?.some(({ id }) => id === session.id)) {
      await sleep(50);
    }
  });

  it('starts one session for one key, however often it is sent', async () => {
    const body = form();
    const answers = await Promise.all([1, 2, 3].map(() => post(body)));
    const codes = answers.map(({ status, body: { error } }) =>
      status === 201 ? 201 : error.code,
    );
    expect(codes).toContain(201);
    expect(
      codes.filter(code => ![201, 'session_in_progress'].includes(code)),
    ).toEqual([]);
    const session = await started(body);
    await portal.restart();
    expect(await started(body)).toEqual(session);
    expect(asked()).toBe(1);
    expect(refusal(await post({ ...body, roomId: 'other' }))).toEqual([
      409,
      'idempotency_key_reused',
    ]);
    // Another person's form is another one, though its key be the same.
    const other = await post(body, 'staging', 'user:default/lee-moran');
    expect(other.body.session.id).not.toBe(session.id);
    expect(asked()).toBe(2);
  });

  it.each<[string, ServiceFault]>([
    ['breaks off', { kind: 'truncated' }],
    ['cuts the connection', { kind: 'refuse' }],
    ['answers with a page', { kind: 'html', status: 200 }],
    ['has a page of a gateway', { kind: 'html', status: 503 }],
    ['answers 503 without words of its own', { kind: 'status', status: 503 }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['sends elsewhere', { kind: 'status', status: 302 }],
    ['answers too much', { kind: 'huge', bytes: 3_000_000 }],
    ['hangs', { kind: 'hang' }],
  ])('never asks again when Studio %s', async (_how, fault) => {
    portal.staging.studio.service.faults.add({
      method: 'POST',
      path: '',
      fault,
      times: 1,
    });
    const body = form();
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(refusal(await post(body))).toEqual([
        503,
        'session_outcome_unknown',
      ]);
    }
    expect(asked()).toBe(1);
    await started(form());
  });

  it('says that nothing was started when that is sure, and takes the same form again', async () => {
    const { service, sessions } = portal.staging.studio;
    const body = form();
    await service.stop();
    expect(refusal(await post(body))).toEqual([503, 'upstream_unreachable']);
    await service.start();
    const refusals: [ServiceFault, number, string][] = [
      [{ kind: 'bad_credential' }, 503, 'upstream_credentials_rejected'],
      [{ kind: 'status', status: 422, message: KEY }, 400, 'session_refused'],
      [
        { kind: 'status', status: 429, headers: { 'Retry-After': '0' } },
        503,
        'upstream_rate_limited',
      ],
    ];
    for (const [fault, status, code] of refusals) {
      service.faults.add({ path: '', method: 'POST', fault, times: 1 });
      const refused = await post(body);
      expect(refusal(refused)).toEqual([status, code]);
      expect(JSON.stringify(refused.body)).not.toContain(KEY);
    }
    // As many as Studio has compute for.
    const request = { roomId: 'r', destinations: [] };
    const taken = [];
    for (let next = sessions.start(request); next;) {
      taken.push(next.id);
      next = sessions.start(request);
    }
    const full = await post(body);
    expect(refusal(full)).toEqual([503, 'session_refused']);
    expect(full.body.error.message).toMatch(/no compute free/);
    service.reset();
    await started({ ...body, roomId: 'mended' });
  });

  it('lets one alone take up what was refused', async () => {
    const body = form();
    portal.staging.studio.service.faults.add({
      path: '',
      method: 'POST',
      fault: { kind: 'bad_credential' },
      times: 1,
    });
    await post(body);
    const answers = await Promise.all([1, 2, 3].map(() => post(body)));
    expect(answers.map(({ status }) => status)).toContain(201);
    expect(asked()).toBe(2);
  });

  it('takes a request for lost that a crash cut off', async () => {
    const row = async (updatedAt: number) => {
      const body = form();
      await started(body);
      await portal
        .knex('studio_requests')
        .where({ idempotency_key: body.idempotencyKey })
        .update({ state: 'sending', session: null, updated_at: updatedAt });
      return post(body);
    };
    expect(refusal(await row(Date.now()))).toEqual([
      409,
      'session_in_progress',
    ]);
    expect(refusal(await row(Date.now() - 130_000))).toEqual([
      503,
      'session_outcome_unknown',
    ]);
    expect(asked()).toBe(2);
  });

  it('forgets requests that are older than the history', async () => {
    const [old, young] = [form(), form()];
    await started(old);
    await started(young);
    await portal
      .knex('studio_requests')
      .where({ idempotency_key: old.idempotencyKey })
      .update({ updated_at: Date.now() - 91 * 86_400_000 });
    await portal.runTask('forget-old-history');
    await started(old);
    await started(young);
    expect(asked()).toBe(3);
  });

  it('asks for the permission, the configuration and the confirmation', async () => {
    expect(
      refusal(await post(form({ confirmEnvironment: 'production' }))),
    ).toEqual([400, 'environment_not_confirmed']);
    expect(
      refusal(
        await post(form({ confirmEnvironment: 'production' }), 'production'),
      ),
    ).toEqual([403, 'writes_off']);
    expect(refusal(await post(form(), 'nowhere'))).toEqual([
      404,
      'environment_unknown',
    ]);
    portal.deny('mobworx.studio.session.create');
    expect(refusal(await post(form()))).toEqual([403, 'not_permitted']);
    expect(asked()).toBe(0);
    expect(
      portal.auditor.fail.mock.calls.map(([{ error }]) => error.message),
    ).toEqual([
      'environment_not_confirmed',
      'writes_off',
      'environment_unknown',
      'not_permitted',
    ]);
  });

  it.each([
    ['no body', undefined],
    ['a list', []],
    ['no confirmation', form({ confirmEnvironment: undefined })],
    ['no key', form({ idempotencyKey: undefined })],
    ['a key that is no UUID', form({ idempotencyKey: '1' })],
    ['no room', form({ roomId: '' })],
    ['a room that leads elsewhere', form({ roomId: '../rooms' })],
    ['a room of 201 letters', form({ roomId: 'a'.repeat(201) })],
    ['an unknown layout', form({ layout: 'mosaic' })],
    ['no destination', form({ destinations: [] })],
    ['six destinations', form({ destinations: Array(6).fill('rtmp://a/b/c') })],
    ['another protocol', form({ destinations: ['https://a.example/b/c'] })],
    ['an address without a path', form({ destinations: ['rtmp://a.example'] })],
    ['an address with spaces', form({ destinations: ['rtmp://a/b c'] })],
    [
      'an address of 501 letters',
      form({ destinations: [`rtmp://a/${'b'.repeat(492)}`] }),
    ],
    ['an unknown key', form({ url: 'http://elsewhere.example' })],
    ['a body that is too large', form({ more: 'x'.repeat(20_000) })],
  ])('refuses %s', async (_what, body) => {
    const refused = await post(body);
    expect(refusal(refused)).toEqual([400, 'request_invalid']);
    expect(JSON.stringify(refused.body)).not.toContain(KEY);
    expect(asked()).toBe(0);
  });

  it('keeps keys of streams nowhere', async () => {
    await started(form());
    await post(form({ confirmEnvironment: 'production' }));
    const tables = ['studio_requests', 'snapshots'];
    const rows = await Promise.all(tables.map(table => portal.knex(table)));
    const told = [
      ...portal.auditor.createEvent.mock.calls.map(([{ meta }]) => meta),
      ...portal.auditor.success.mock.calls,
      ...portal.auditor.fail.mock.calls.map(([{ error }]) => error.stack),
    ];
    expect(rows[0].length).toBeGreaterThan(0);
    expect(told.length).toBe(4);
    expect(JSON.stringify([rows, told])).not.toContain(KEY);
  });
});

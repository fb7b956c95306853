import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { auditServiceAuditSchema } from '@internal/plugin-lighthouse-common';
import express from 'express';
import { reportOf } from '../__testUtils__/report';
import type { AuditRunOptions } from '../runner/AuditRunner';
import { AuditServiceRunner } from './AuditServiceRunner';

const ID = '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11';
const order = {
  id: 'ours',
  url: 'https://www.example.com',
  formFactor: 'desktop',
} as const;

let server: Server;
let baseUrl: string;
/** What the service answers to a look at the audit, one after the other; the last one stays. */
let looks: object[];
let asked: Array<{ method: string; path: string; accept?: string; body: any }>;
/** Answers in place of the service. */
let instead: express.RequestHandler | undefined;

const audit = (more: object) => ({
  id: ID,
  url: order.url,
  timeCreated: '2026-11-22T12:00:00.000Z',
  ...more,
});

beforeEach(async () => {
  looks = [];
  asked = [];
  instead = undefined;
  const app = express();
  app.use(express.json(), (req, res, next) => {
    const { method, path, body } = req;
    asked.push({ method, path, accept: req.header('Accept'), body });
    (instead ?? ((_req, _res, go) => go()))(req, res, next);
  });
  app.get('/_ping', (_req, res) => res.sendStatus(200));
  app.post('/v1/audits', (_req, res) =>
    res.status(201).json(audit({ status: 'RUNNING' })),
  );
  app.get('/v1/audits/:id', (_req, res) =>
    res.json(looks.length > 1 ? looks.shift() : looks[0]),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise(resolve => {
    server.once('listening', resolve);
  });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

const runner = (timeoutMs = 30_000) =>
  new AuditServiceRunner({ baseUrl, timeoutMs, lookMs: 5 });
const options = (): AuditRunOptions => ({
  signal: new AbortController().signal,
  onProgress: jest.fn(),
});

it('asks the service for the form factor, waits, and takes its report', async () => {
  const running = audit({ status: 'RUNNING' });
  looks = [
    running,
    running,
    audit({ status: 'COMPLETED', report: reportOf() }),
  ];
  expect(await runner().availability()).toEqual({ available: true });
  expect(await runner().run(order, options())).toEqual({
    status: 'completed',
    report: reportOf(),
  });
  const [ping, post, ...gets] = asked;
  expect(ping.path).toBe('/_ping');
  expect(post).toMatchObject({
    method: 'POST',
    path: '/v1/audits',
    body: {
      url: order.url,
      options: { lighthouseConfig: { settings: { formFactor: 'desktop' } } },
    },
  });
  expect(gets).toHaveLength(3);
  expect(new Set(gets.map(({ accept }) => accept))).toEqual(
    new Set(['application/json']),
  );
});

it('takes a FAILED for what it is', async () => {
  looks = [
    audit({ status: 'FAILED', timeCompleted: '2026-11-22T12:01:00.000Z' }),
  ];
  expect(auditServiceAuditSchema.safeParse(looks[0]).success).toBe(true);
  expect(await runner().run(order, options())).toMatchObject({
    status: 'failed',
    code: 'audit_failed',
    retry: false,
  });
});

it('gives up when the service does not end, or nobody wants the audit any more', async () => {
  looks = [audit({ status: 'RUNNING' })];
  expect(await runner(60).run(order, options())).toMatchObject({
    code: 'audit_timeout',
  });
  const abort = new AbortController();
  const run = runner().run(order, { ...options(), signal: abort.signal });
  abort.abort();
  expect(await run).toMatchObject({ code: 'audit_aborted' });
});

it.each([
  [401, 'upstream_credentials_rejected'],
  [403, 'upstream_forbidden'],
  [404, 'upstream_not_found'],
  [429, 'upstream_rate_limited'],
  [400, 'upstream_refused'],
  [500, 'upstream_unavailable'],
  [503, 'upstream_unavailable'],
  [302, 'upstream_unexpected_answer'],
])('says what a %d of the service means', async (status, code) => {
  instead = (_req, res) => res.status(status).send('<secret>');
  const outcome = await runner().run(order, options());
  expect(outcome).toMatchObject({
    status: 'failed',
    code,
    remedy: expect.any(String),
  });
  expect(JSON.stringify(outcome)).not.toContain('secret');
  expect(await runner().availability()).toMatchObject({
    available: false,
    reason: expect.any(String),
    remedy: expect.any(String),
  });
});

it.each([
  ['HTML', (res: express.Response) => res.type('html').send('<h1>hello</h1>')],
  ['another shape', (res: express.Response) => res.json({ id: 5 })],
  [
    'a report that is none',
    (res: express.Response) =>
      res.json(audit({ status: 'COMPLETED', report: {} })),
  ],
])('does not take %s for an answer', async (_what, answer) => {
  instead = (_req, res) => answer(res);
  expect(await runner().run(order, options())).toMatchObject({
    code: 'upstream_unexpected_answer',
  });
});

it('asks once for all who want to know whether the service is there, and remembers it for a moment', async () => {
  const clock = { now: 0 };
  const one = new AuditServiceRunner({
    baseUrl,
    timeoutMs: 30_000,
    now: () => clock.now,
  });
  const answers = await Promise.all([one.availability(), one.availability()]);
  expect(answers).toEqual([{ available: true }, { available: true }]);
  expect(asked).toHaveLength(1);
  clock.now += 14_999;
  instead = (_req, res) => res.sendStatus(503);
  expect(await one.availability()).toEqual({ available: true });
  expect(asked).toHaveLength(1);
  clock.now += 1;
  expect(await one.availability()).toMatchObject({ available: false });
});

it('does not wait for a service that does not say whether it is there', async () => {
  instead = () => {};
  const one = new AuditServiceRunner({
    baseUrl,
    timeoutMs: 30_000,
    pingMs: 50,
  });
  expect(await one.availability()).toMatchObject({
    available: false,
    reason: "The audit-service didn't answer in time.",
  });
});

it('says that the service is not there', async () => {
  baseUrl = 'http://127.0.0.1:1';
  expect(await runner().availability()).toMatchObject({
    available: false,
    reason: "The portal can't reach the audit-service.",
  });
  expect(await runner().run(order, options())).toMatchObject({
    code: 'upstream_unreachable',
  });
});

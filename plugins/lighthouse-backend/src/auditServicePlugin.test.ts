import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lighthouseStateSchema } from '@internal/plugin-lighthouse-common';
import express from 'express';
import { reportOf } from './__testUtils__/report';
import {
  PAGE,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

const ID = '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11';
// The portal looks at the service's audit every two seconds.
const TIME_LIMIT_MS = 30_000;

let service: Server;
let portal: StartedPlugin;
let finalUrl: string;

beforeAll(async () => {
  const audit = (url: string, more: object) => ({
    id: ID,
    url,
    timeCreated: '2026-11-22T12:00:00.000Z',
    ...more,
  });
  const app = express();
  app.get('/_ping', (_req, res) => res.sendStatus(200));
  app.post('/v1/audits', express.json(), (req, res) =>
    res.status(201).json(audit(req.body.url, { status: 'RUNNING' })),
  );
  app.get('/v1/audits/:id', (_req, res) =>
    res.json(
      audit(PAGE, {
        status: 'COMPLETED',
        report: { ...reportOf(), finalDisplayedUrl: finalUrl },
      }),
    ),
  );
  service = createServer(app).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  portal = await startPlugin({
    handRunner: false,
    config: { baseUrl: `http://127.0.0.1:${port}` },
  });
});
afterAll(async () => {
  await portal.stop();
  service.closeAllConnections();
  service.close();
});

const ask = async () => {
  const { body } = await portal.post('/audits', {
    url: PAGE,
    formFactor: 'mobile',
  });
  return body.audit.id as string;
};

it(
  'lets the service of the configuration measure, and says so',
  async () => {
    finalUrl = `${PAGE}/start`;
    const { body } = await portal.get('/state');
    expect(lighthouseStateSchema.parse(body).runner).toEqual({
      available: true,
      kind: 'audit-service',
    });
    const audit = await portal.until(await ask(), 'COMPLETED');
    expect(audit).toMatchObject({ measuredBy: 'audit-service', finalUrl });
    expect(audit).not.toHaveProperty('machine');
  },
  TIME_LIMIT_MS,
);

it(
  'does not show what the service found where audits may not go',
  async () => {
    finalUrl = 'http://169.254.169.254/latest/meta-data';
    const audit = await portal.until(await ask(), 'FAILED');
    expect(audit.failure).toMatchObject({ code: 'target_address_refused' });
    expect(audit.hasReport).toBe(false);
  },
  TIME_LIMIT_MS,
);

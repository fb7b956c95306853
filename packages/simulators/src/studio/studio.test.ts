import { environments, postJson } from '../__testUtils__/environment';

const start = environments();

async function startStudio(id: 'staging' | 'production' = 'staging') {
  const environment = await start({ id });
  const { url } = environment.studio.service;
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`${url}${path}`, { method });
    return { status: response.status, body: await response.json() };
  };
  const create = (body: unknown) => postJson(`${url}/v1/sessions`, body);
  return { ...environment, get, create };
}

const request = {
  roomId: 'design-review',
  destinations: ['rtmp://live.video.example/app/secret-key'],
};

describe('the Studio service', () => {
  it('says which version runs; production is behind', async () => {
    const staging = await startStudio();
    const production = await startStudio('production');
    const health = await staging.get('/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'ok' } });
    const older = await production.get('/health');
    expect(older.body.commit).not.toBe(health.body.commit);
    expect(older.body.version < health.body.version).toBe(true);
  });

  it('starts a session, shows its load, and stops it', async () => {
    const { get, create, clock } = await startStudio();
    const before = (await get('/v1/sessions')).body.data;
    const { status, body } = await create(request);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      roomId: 'design-review',
      layout: 'grid',
      state: 'starting',
      // The key of the channel never comes back.
      destinations: ['rtmp://live.video.example/app/****'],
      startedAt: new Date(clock.now()).toISOString(),
    });
    const path = `/v1/sessions/${body.id}`;
    clock.advance(5000);
    expect((await get(path)).body).toMatchObject({ state: 'live', cpu: 45 });
    expect((await get('/v1/sessions')).body.data).toEqual([
      (await get(path)).body,
      ...before,
    ]);
    expect(await get(path, 'DELETE')).toMatchObject({
      status: 202,
      body: { state: 'stopping' },
    });
    clock.advance(3000);
    expect((await get(path, 'DELETE')).body).toMatchObject({
      state: 'stopped',
      cpu: 0,
    });
  });

  it('stops a session that has not come up yet', async () => {
    const { get, create, clock } = await startStudio();
    const { body } = await create(request);
    await get(`/v1/sessions/${body.id}`, 'DELETE');
    clock.advance(10_000);
    expect((await get(`/v1/sessions/${body.id}`)).body.state).toBe('stopped');
  });

  it('has room for so many, and forgets all on a reset', async () => {
    const { create, studio } = await startStudio();
    const before = studio.sessions.list();
    let { status } = await create(request);
    while (status === 202) {
      ({ status } = await create(request));
    }
    expect(status).toBe(503);
    studio.service.reset();
    expect(studio.sessions.list()).toEqual(before);
  });

  it.each([
    [{}],
    [{ ...request, destinations: [] }],
    [{ ...request, destinations: ['https://video.example/live'] }],
    [{ ...request, layout: 'upside-down' }],
    [{ ...request, extra: true }],
    ['{'],
  ])('refuses %j', async body => {
    const { create } = await startStudio();
    expect((await create(body)).status).toBe(400);
  });

  it('knows no other session, and refuses a wrong credential when told to', async () => {
    const { get, studio } = await startStudio();
    expect((await get('/v1/sessions/x')).status).toBe(404);
    expect((await get('/v1/sessions/x', 'DELETE')).status).toBe(404);
    studio.service.faults.add({ path: '', fault: { kind: 'bad_credential' } });
    expect((await get('/health')).status).toBe(401);
  });
});

import {
  of,
  StartedPlugin,
  startPlugin,
  SUMMARIES,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

const KIM = 'user:default/kim-sato';
const asKim = {
  credentials: expect.objectContaining({
    principal: expect.objectContaining({ type: 'user', userEntityRef: KIM }),
  }),
};

describe('the catalog is seen with the eyes of who asks', () => {
  it.each([
    ...['summary', 'details', 'history', 'branches', 'issues'].map(route =>
      of('webapp', route),
    ),
    '/sonarqube/entities/component/default/webapp/summary',
  ])('at %s', async path => {
    plugin.catalog.getEntityByRef.mockClear();
    expect((await plugin.get(path, KIM)).status).toBe(200);
    expect(plugin.catalog.getEntityByRef.mock.calls).toEqual([
      ['component:default/webapp', asKim],
    ]);
  });

  it('for many entities at once', async () => {
    const entityRefs = ['component:default/webapp', 'component:default/ios'];
    expect((await plugin.post(SUMMARIES, { entityRefs }, KIM)).status).toBe(
      200,
    );
    expect(plugin.catalog.getEntitiesByRefs.mock.calls).toEqual([
      [expect.objectContaining({ entityRefs }), asKim],
    ]);
  });
});

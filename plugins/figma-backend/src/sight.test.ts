import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  ROUTES,
  startPlugin,
  type StartedPlugin,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeAll(async () => {
  plugin = await startPlugin();
});
afterAll(() => plugin.stop());

describe('who may see what', () => {
  it.each([...ROUTES.map(route => of('webapp', route)), '/files', '/status'])(
    '%s: nobody without a token, nobody without the permission',
    async path => {
      expect((await plugin.get(path, null)).status).toBe(401);
    },
  );

  it('reads entities with the caller’s own credentials', async () => {
    await plugin.get(of('webapp'), 'user:default/kim-sato');
    const [ref, options] = plugin.catalog.getEntityByRef.mock.lastCall!;
    expect(ref).toBe('component:default/webapp');
    expect(options.credentials).toMatchObject({
      principal: { userEntityRef: 'user:default/kim-sato' },
    });
  });

  it('gives no picture of a file that the entity does not refer to', async () => {
    const { body } = await plugin.get(of('webapp', 'frames'));
    const theirs = body.frames[0].image.replace('/webapp/', '/studio/');
    expect(refusal(await plugin.get(theirs))).toEqual([404, 'image_not_found']);
    const nobodys = body.frames[0].image.replace('/webapp/', '/document/');
    expect(refusal(await plugin.get(nobodys))).toEqual([
      404,
      'annotation_missing',
    ]);
    expect((await plugin.get(body.frames[0].image, null)).status).toBe(401);
  });

  it.each([
    ['document', 'annotation_missing'],
    ['misspelt', 'annotation_malformed'],
    ['elsewhere', 'annotation_malformed'],
    ['nobody', 'entity_not_found'],
    ['android', 'file_not_found'],
  ])('%s has no design: %s', async (name, code) => {
    for (const route of ROUTES) {
      expect(refusal(await plugin.get(of(name, route)))).toEqual([404, code]);
    }
  });

  it('lets a wrong list spoil its own card only', async () => {
    const greedy = await plugin.get(of('greedy', 'frames'));
    expect(refusal(greedy)).toEqual([404, 'annotation_too_long']);
    expect(greedy.body.error.message).toContain(
      'it chooses 200 frames, and 100 is the most',
    );
    expect(refusal(await plugin.get(of('garbled', 'frames')))).toEqual([
      404,
      'annotation_malformed',
    ]);
    expect(refusal(await plugin.get(of('garbled', 'components')))).toEqual([
      404,
      'annotation_malformed',
    ]);
    expect((await plugin.get(of('greedy'))).status).toBe(200);
    expect((await plugin.get(of('garbled', 'sections'))).status).toBe(200);
  });
});

it('refuses everything without the permission', async () => {
  plugin.deny();
  for (const path of [
    ...ROUTES.map(route => of('webapp', route)),
    '/files',
    '/status',
  ]) {
    expect(refusal(await plugin.get(path, 'user:default/kim-sato-2'))).toEqual([
      403,
      'not_permitted',
    ]);
  }
});

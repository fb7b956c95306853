import {
  addDevResourceResponseSchema,
  devResourcesResponseSchema,
} from '@internal/plugin-figma-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  of,
  startPlugin,
  type StartedPlugin,
  STUDIO,
  WEB,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
beforeEach(async () => {
  plugin = await startPlugin();
});
afterEach(() => plugin.stop());

const LINK = 'https://portal.example/catalog/default/component/webapp';
const list = async (name = 'webapp') =>
  devResourcesResponseSchema.parse(
    (await plugin.get(of(name, 'dev-resources'))).body,
  );
const add = (nodeId: string, name = 'webapp') =>
  plugin.post(of(name, 'dev-resources'), { nodeId });

it('lists links to code, and links to nothing that isn’t the web', async () => {
  const answer = await list();
  expect(answer).toMatchObject({ mayAdd: true, entityUrl: LINK, more: false });
  expect(
    answer.resources.map(({ name, url, nodeName }) => [name, url, nodeName]),
  ).toEqual([
    [
      'RoomCard.tsx',
      'https://github.com/MobWorx/webapp/blob/main/src/rooms/RoomCard.tsx',
      'Rooms',
    ],
    [
      'Storybook',
      'https://storybook.mobworx.example/?path=/story/room-card',
      'Room card',
    ],
    ['Old notes', undefined, 'Room'],
  ]);
  // The frames that the entity chooses, then what has a status for developers.
  expect(answer.linkable.map(({ name }) => name)).toEqual([
    'Rooms',
    'Rooms, list',
    'Nothing yet',
    'Rooms',
    'Room',
    'Sign in',
    'Chat',
  ]);
});

it('adds the link to an entity, once, and tells the auditor', async () => {
  const answer = await add('10:2');
  expect(answer.status).toBe(201);
  const { resource } = addDevResourceResponseSchema.parse(answer.body);
  expect(resource).toMatchObject({
    name: 'WEBAPP',
    url: LINK,
    nodeId: '10:2',
    isThisEntity: true,
    nodeUrl: `https://www.figma.com/design/${WEB}?node-id=10-2`,
  });
  expect(plugin.services.auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'dev-resource-create',
      meta: { entityRef: 'component:default/webapp', nodeId: '10:2' },
    }),
  );
  expect(plugin.services.auditor.success).toHaveBeenCalledTimes(1);
  expect(refusal(await add('10:2'))).toEqual([409, 'dev_resource_exists']);
  expect(plugin.services.auditor.fail).toHaveBeenCalledWith({
    error: new Error('dev_resource_exists'),
  });
});

it('shows a new link at the next look', async () => {
  await list();
  await add('13:1');
  // What is stored is given at once, and is known to be out of date.
  await list();
  let answer = await list();
  while (!answer.resources[0].isThisEntity) {
    answer = await list();
  }
  expect(answer.linkable.filter(({ linked }) => linked)).toEqual([
    { nodeId: '13:1', name: 'Chat', linked: true },
  ]);
});

it('says why Figma took none', async () => {
  for (let index = 0; index < 10; index++) {
    plugin.figma.files.get(WEB).devResources.push({
      id: `9${index}`,
      name: 'x',
      url: `https://x.example/${index}`,
      node: '10:3',
    });
  }
  expect(refusal(await add('10:3'))).toEqual([409, 'dev_resource_limit']);
  // A frame that is in the branch alone.
  expect(refusal(await add('7:1', 'studio'))).toEqual([
    503,
    'dev_resource_refused',
  ]);
  plugin.figma.switches.refusals.push({
    path: '/v1/dev_resources',
    status: 403,
    message: 'This endpoint requires the file_dev_resources:write scope',
    form: 'boolean',
  });
  expect(refusal(await add('10:2'))).toEqual([503, 'figma_scope_missing']);
});

it('adds the link of a branch to its main file', async () => {
  plugin.figma.files
    .get(STUDIO)
    .pages[0].children.push({ id: '7:1', name: 'Merged' });
  const answer = await add('7:1', 'studio');
  expect(answer.status).toBe(201);
  expect(plugin.figma.files.get(STUDIO).devResources.at(-1)?.node).toBe('7:1');
});

it('takes only nodes that the entity refers to, from who may', async () => {
  expect(refusal(await add('33:1'))).toEqual([404, 'node_not_offered']);
  expect(refusal(await add('10:2', 'document'))).toEqual([
    404,
    'annotation_missing',
  ]);
  expect(refusal(await add('10:2', 'nobody'))).toEqual([
    404,
    'entity_not_found',
  ]);
  expect(
    (await plugin.post(of('webapp', 'dev-resources'), { nodeId: '10:2' }, null))
      .status,
  ).toBe(401);
  plugin.deny('figma.dev-resource.create');
  expect(refusal(await add('10:2'))).toEqual([403, 'not_permitted']);
  expect((await list()).mayAdd).toBe(false);
  expect(plugin.figma.files.get(WEB).devResources).toHaveLength(3);
});

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

const invalid = [400, 'request_invalid'];

it.each([
  ...ROUTES.flatMap(route => [
    `${of('webapp', route)}?fileKey=other`,
    `/entities/${'k'.repeat(64)}/default/webapp/${route}`,
    `/entities/component/${'n'.repeat(64)}/webapp/${route}`,
    `/entities/component/default/${'n'.repeat(64)}/${route}`,
  ]),
  '/files?of=component:default/webapp',
  '/files?of=webapp',
  '/files?of=system:default/a/b',
  `/files?of=system:default/${'s'.repeat(255)}`,
  '/files?of=system:default/a&of=system:default/b',
  '/files?fileKey=MWXwebappDesignFileKey001',
  '/status?x=1',
  of('webapp', 'images/2240117000/nobody'),
  of('webapp', 'images/2240117000/1-2'),
  of('webapp', 'images/2240117000/..%2F..%2Fetc'),
  of('webapp', 'images/..%2F1/thumbnail'),
  of('webapp', `images/${'1'.repeat(65)}/thumbnail`),
  of('webapp', 'images/2240117000/thumbnail?scale=4'),
  `/entities/${'k'.repeat(64)}/default/webapp/images/1/thumbnail`,
])('GET %s is refused', async path => {
  expect(refusal(await plugin.get(path))).toEqual(invalid);
});

it.each([
  undefined,
  null,
  [],
  {},
  { nodeId: '' },
  { nodeId: '1-2' },
  { nodeId: 12 },
  { nodeId: `1:${'2'.repeat(11)}` },
  { nodeId: '10:2', url: 'https://evil.example' },
  { nodeId: '10:2', fileKey: 'other' },
  '{"nodeId":',
  'x'.repeat(5_000),
])('POST of a link with %j is refused', async body => {
  const answer = plugin
    .post(of('webapp', 'dev-resources'), body)
    .set('Content-Type', 'application/json');
  expect(refusal(await answer)).toEqual(invalid);
});

it('POST of a link takes no query', async () => {
  const answer = await plugin.post(`${of('webapp', 'dev-resources')}?x=1`, {
    nodeId: '10:2',
  });
  expect(refusal(answer)).toEqual(invalid);
});

it('asks Figma nothing for any of it', () => {
  expect(plugin.figma.service.requests()).toEqual([]);
});

import { environmentsResponseSchema } from '@internal/plugin-mobworx-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterAll(async () => portal.stop());
afterEach(() => portal.deny());

async function mayIn(id: string) {
  const { body } = await portal.get('/environments');
  const { environments } = environmentsResponseSchema.parse(body);
  return environments.find(environment => environment.id === id)!.may;
}

it('says what one may do, and that production has it switched off', async () => {
  expect(await mayIn('staging')).toEqual({
    queryGraphql: true,
    startStudioSession: true,
    withheld: {},
  });
  expect(await mayIn('production')).toEqual({
    queryGraphql: false,
    startStudioSession: false,
    withheld: {
      queryGraphql: 'switched-off',
      startStudioSession: 'switched-off',
    },
  });
});

it.each([
  ['mobworx.graphql.query', 'queryGraphql'],
  ['mobworx.studio.session.create', 'startStudioSession'],
])(
  'says that somebody lacks %s, where that is the reason',
  async (permission, name) => {
    portal.deny(permission);
    expect(await mayIn('staging')).toMatchObject({
      [name]: false,
      withheld: { [name]: 'not-permitted' },
    });
    // The permission alone would not help there.
    expect((await mayIn('production')).withheld).toMatchObject({
      [name]: 'switched-off',
    });
  },
);

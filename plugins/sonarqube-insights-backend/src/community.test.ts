import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import communityBackend from '@backstage-community/plugin-sonarqube-backend';
import request from 'supertest';
import { refusal } from './__testUtils__/refusal';
import {
  component,
  of,
  StartedPlugin,
  startPlugin,
  SUMMARIES,
} from './__testUtils__/startPlugin';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

const summaryOf = (name: string) =>
  `/sonarqube/entities/component/default/${name}/summary`;

it.each(['webapp', 'ios', 'infrastructures', 'studio-webapp'])(
  "answers for %s as the community's backend does",
  async name => {
    plugin = await startPlugin();
    const { server, community } = plugin;
    const theirs = await startTestBackend({
      features: [
        communityBackend,
        catalogServiceMock.factory({
          entities: [
            component('webapp', 'mobworx_webapp'),
            component('ios', 'mobworx_ios'),
            component('infrastructures', 'mobworx_infrastructures'),
            component('studio-webapp', 'studio/mobworx_studio-webapp'),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            sonarqube: {
              baseUrl: server.service.url,
              externalBaseUrl: 'https://sonarqube.example',
              apiKey: 'squ_simulated_portal',
              instances: [
                {
                  name: 'studio',
                  baseUrl: community.service.url,
                  apiKey: 'squ_simulated_studio',
                  authType: 'Bearer',
                },
              ],
            },
          },
        }),
      ] as never,
    });
    const expected = await request(theirs.server)
      .get(`/api${summaryOf(name)}`)
      .set('Authorization', mockCredentials.user.header());
    await theirs.stop();
    expect(expected.status).toBe(200);
    const { analysisDate } = expected.body.findings;
    if (analysisDate) {
      // The same moment, in the one form that the portal writes.
      expected.body.findings.analysisDate = new Date(
        analysisDate,
      ).toISOString();
    }
    const { body } = await plugin.get(summaryOf(name));
    expect(body).toEqual(expected.body);
  },
);

describe('the deprecated routes', () => {
  it.each([
    '/sonarqube/findings?componentKey=mobworx_webapp',
    '/sonarqube/findings?componentKey=mobworx_studio-webapp&instanceKey=studio',
    '/sonarqube/findings/?componentKey=mobworx_webapp',
    '/sonarqube/FINDINGS?componentKey=mobworx_webapp',
    '/sonarqube/instanceUrl',
    '/sonarqube/instanceUrl?instanceKey=studio',
  ])('%s is closed', async path => {
    plugin = await startPlugin();
    const answer = await plugin.get(path);
    expect(refusal(answer)).toEqual([404, 'route_closed']);
    expect((await plugin.get(path, null)).status).toBe(401);
    expect(plugin.server.service.requests()).toEqual([]);
    expect(JSON.stringify(answer.body)).not.toContain('sonarqube.example');
  });
});

it.each([
  ['document', 404, 'annotation_missing'],
  ['nobody', 404, 'entity_not_found'],
  ['gone', 404, 'project_not_found'],
])('says why there is no summary of %s', async (name, status, code) => {
  plugin = await startPlugin();
  expect(refusal(await plugin.get(summaryOf(name)))).toEqual([status, code]);
});

it('starts without any configuration, and names the key that is missing', async () => {
  plugin = await startPlugin({ sonarqube: null });
  for (const path of [
    summaryOf('webapp'),
    ...['summary', 'details', 'history', 'branches', 'issues'].map(route =>
      of('webapp', route),
    ),
  ]) {
    const answer = await plugin.get(path);
    expect(refusal(answer)).toEqual([404, 'not_configured']);
    expect(answer.body.error.message).toContain('sonarqube.baseUrl');
  }
  const { body } = await plugin.post(SUMMARIES, {
    entityRefs: ['component:default/webapp'],
  });
  expect(body.items[0].problem.code).toBe('not_configured');
});

it('does not start with half of a configuration, and names the key', async () => {
  await expect(
    startPlugin({ sonarqube: { baseUrl: 'https://sonarqube.example' } }),
  ).rejects.toThrow(/sonarqube\.apiKey is missing/);
  plugin = await startPlugin();
});

import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { NotModifiedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import { readdirSync } from 'node:fs';
import request from 'supertest';
import techdocsModuleMarkdown from './index';

const directory = createMockDirectory();

const entity = (name: string, annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, uid: name, annotations },
});

const here = (file: string) => ({
  'backstage.io/managed-by-location': `file:${directory.resolve(file)}`,
});

const readTree = jest.fn<
  ReturnType<UrlReaderService['readTree']>,
  Parameters<UrlReaderService['readTree']>
>();

let backend: Awaited<ReturnType<typeof startTestBackend>>;
let hours = 0;

async function get(path: string) {
  return request(backend.server)
    .get(`/api/techdocs${path}`)
    .set('Authorization', mockCredentials.user.header());
}

beforeAll(async () => {
  const now = performance.now.bind(performance);
  jest
    .spyOn(performance, 'now')
    .mockImplementation(() => now() + hours * 3.6e6);
  directory.setContent({
    work: {},
    secret: { docs: { 'index.md': '# Nobody may read this' } },
    portal: {
      'mkdocs.yml': 'site_name: Portal\nsite_description: All of it',
      docs: {
        'index.md': '# Welcome',
        'a.svg': '<svg/>',
        'b.md': '![a](a.svg)',
      },
    },
  });
  backend = await startTestBackend({
    features: [
      techdocsPlugin,
      techdocsModuleMarkdown,
      catalogServiceMock.factory({
        entities: [
          entity('portal', {
            ...here('portal/catalog-info.yaml'),
            // What it was shipped with counts, not what its repository has now.
            'backstage.io/source-location': 'url:https://github.com/MobWorx/p/',
            'backstage.io/techdocs-ref': 'dir:.',
          }),
          entity('impostor', {
            ...here('secret/catalog-info.yaml'),
            'backstage.io/techdocs-ref': 'dir:.',
          }),
          entity('outside', {
            ...here('portal/catalog-info.yaml'),
            'backstage.io/techdocs-ref': 'dir:../..',
          }),
          entity('remote', {
            ...here('portal/catalog-info.yaml'),
            'backstage.io/techdocs-ref': 'url:https://github.com/MobWorx/x',
          }),
          entity('silent', here('portal/catalog-info.yaml')),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { workingDirectory: directory.resolve('work') },
          permission: { enabled: true },
          techdocs: { builder: 'local' },
          catalog: {
            locations: [
              {
                type: 'file',
                target: directory.resolve('portal/catalog-info.yaml'),
              },
            ],
          },
        },
      }),
      mockServices.urlReader.mock({ readTree }).factory,
    ],
  });
});

afterAll(async () => {
  await backend?.stop();
  jest.restoreAllMocks();
});

const PORTAL = '/static/docs/default/component/portal';

describe('documentation of a directory', () => {
  it('is rendered when somebody asks for it', async () => {
    const metadata = await get('/metadata/techdocs/default/Component/portal');
    expect(metadata.body).toMatchObject({
      site_name: 'Portal',
      site_description: 'All of it',
    });
    const page = await get(`${PORTAL}/index.html`);
    expect(page.text).toContain('Welcome');
    // Nobody has to build anything first.
    const sync = await get('/sync/default/Component/portal');
    expect(sync.text).toContain('{"updated":false}');
  });

  it('is text for a browser, whatever is in it', async () => {
    for (const file of ['index.html', 'a.svg']) {
      const { headers } = await get(`${PORTAL}/${file}`);
      expect(headers['content-type']).toMatch(/^text\/plain/);
      expect(headers['cache-control']).toBe('private, no-cache');
    }
    const index = await get(`${PORTAL}/search/search_index.json`);
    expect(index.body.docs).toContainEqual(
      expect.objectContaining({ location: '', title: 'Welcome' }),
    );
  });

  it('is rendered again once it has changed', async () => {
    directory.addContent({ 'portal/docs/index.md': '# Welcome back' });
    hours += 1;
    expect((await get(`${PORTAL}/index.html`)).text).toContain('Welcome back');
  });

  it.each([
    `${PORTAL}/none/index.html`,
    `${PORTAL}/..%2f..%2fportal%2fmkdocs.yml`,
    '/static/docs/default/component/silent/index.html',
    '/static/docs/default/component/absent/index.html',
    '/static/docs/default/component/outside/index.html',
    '/static/docs/default/component/impostor/index.html',
  ])('has nothing at %s', async path => {
    expect((await get(path)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('documentation of a repository', () => {
  const REMOTE = '/static/docs/default/component/remote/index.html';
  const tree = (text: string, etag: string) => ({
    etag,
    files: jest.fn(),
    archive: jest.fn(),
    dir: async (options?: { targetDir?: string }) => {
      const target = options!.targetDir!;
      const name = target.slice(directory.path.length + 1);
      directory.addContent({ [`${name}/docs/index.md`]: text });
      return target;
    },
  });

  it('is read once while it is fresh, then compared, and kept while its host is away', async () => {
    readTree.mockResolvedValueOnce(tree('# First', 'commit-1'));
    const both = await Promise.all([get(REMOTE), get(REMOTE)]);
    for (const { text } of both) expect(text).toContain('First');
    expect(readTree).toHaveBeenCalledTimes(1);

    hours += 1;
    readTree.mockRejectedValueOnce(new NotModifiedError());
    expect((await get(REMOTE)).text).toContain('First');
    expect(readTree.mock.lastCall![1]).toMatchObject({ etag: 'commit-1' });

    hours += 1;
    readTree.mockRejectedValueOnce(new Error('GitHub is away'));
    expect((await get(REMOTE)).text).toContain('First');

    hours += 1;
    readTree.mockResolvedValueOnce(tree('# Second', 'commit-2'));
    expect((await get(REMOTE)).text).toContain('Second');
    // Neither what was downloaded nor the first rendering is left.
    const [home] = readdirSync(directory.resolve('work'));
    const left = readdirSync(directory.resolve('work', home));
    expect(left.filter(name => name.startsWith('source-'))).toEqual([]);
  });
});

import {
  formResponseSchema,
  FormResponse,
  refsResponseSchema,
  repositoryResponseSchema,
  workflowsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const STREAM = '/entities/component/default/stream-service';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterEach(async () => portal.github.reset());
afterAll(async () => portal.stop());

async function formOf(file: string, ref: string): Promise<FormResponse> {
  const { body } = await portal
    .get(`${APPSYNC}/workflows/${file}/form?ref=${encodeURIComponent(ref)}`)
    .expect(200);
  return formResponseSchema.parse(body);
}

describe('what a repository has', () => {
  it('names the repository of the entity and whether the caller may run', async () => {
    const { body } = await portal.get(`${STREAM}/repository`).expect(200);
    expect(repositoryResponseSchema.parse(body)).toMatchObject({
      host: 'github.com',
      owner: 'MobWorx',
      repo: 'stream-service',
      defaultBranch: 'master',
      viewer: { mayRun: true },
    });
    const guest = await portal.get(`${STREAM}/repository`, GUEST).expect(200);
    expect(guest.body.viewer).toEqual({
      mayRun: false,
      reason: 'Guests may look at workflows and runs, but not run anything.',
    });
    const other = await portal
      .get(`${APPSYNC}/repository`, 'user:default/kim-sato')
      .expect(200);
    expect(other.body.viewer.reason).toMatch(
      /Only members of the owner, backend, may run/,
    );
    const nobodys = await portal.get(
      '/entities/component/default/nobodys/repository',
      'user:default/kim-sato',
    );
    expect(nobodys.body.viewer.reason).toMatch(/Nobody owns this component/);
  });

  it('searches branches and tags on the server, the default branch first', async () => {
    const all = refsResponseSchema.parse(
      (await portal.get(`${STREAM}/refs`).expect(200)).body,
    );
    expect(all.items[0]).toMatchObject({ name: 'master', isDefault: true });
    expect(all.items).toHaveLength(50);
    expect(all.more).toBe(true);
    const found = refsResponseSchema.parse(
      (await portal.get(`${APPSYNC}/refs?q=schema`).expect(200)).body,
    );
    expect(found.items.map(ref => ref.name)).toEqual(['feature/schema-v2']);
    expect(found.items[0].sha).toBe(
      portal.github.state
        .repository('MobWorx/appsync-service')
        .git.resolve('feature/schema-v2'),
    );
    const tags = refsResponseSchema.parse(
      (await portal.get(`${APPSYNC}/refs?type=tag`).expect(200)).body,
    );
    expect(tags.items.map(ref => ref.name)).toEqual(
      expect.arrayContaining(['v1.4.0', 'v1.5.0']),
    );
    expect(tags.more).toBe(false);
  });

  it('lists every workflow with its state at the chosen ref; a broken file breaks nothing', async () => {
    const at = async (ref: string) => {
      const { body } = await portal
        .get(`${APPSYNC}/workflows?ref=${encodeURIComponent(ref)}`)
        .expect(200);
      const { items } = workflowsResponseSchema.parse(body);
      return Object.fromEntries(items.map(item => [item.file, item]));
    };
    const master = await at('master');
    expect(
      Object.fromEntries(
        Object.values(master).map(item => [item.file, item.state]),
      ),
    ).toEqual({
      'ci.yml': 'no_dispatch_trigger',
      'deploy.yml': 'runnable',
      'nightly.yml': 'runnable',
      'seed-data.yml': 'runnable',
      'legacy-deploy.yml': 'disabled_manually',
      'dynamic/dependabot/dependabot-updates': 'dynamic',
    });
    expect(master['ci.yml'].lastRun).toMatchObject({
      status: 'completed',
      workflowFile: 'ci.yml',
    });
    const feature = await at('feature/schema-v2');
    expect(feature['load-test.yml'].state).toBe('not_registered');
    expect(feature['seed-data.yml'].state).toBe('absent_on_ref');
    const broken = await at('broken/yaml');
    expect(broken['deploy.yml']).toMatchObject({
      state: 'invalid',
      problems: expect.arrayContaining([
        { message: expect.any(String), line: expect.any(Number) },
      ]),
    });
    expect(broken['nightly.yml'].state).toBe('runnable');
  });

  it('makes the form from the file on the ref, not from the default branch', async () => {
    const master = await formOf('deploy.yml', 'master');
    expect(master).toMatchObject({
      state: 'runnable',
      ref: { name: 'master', isDefault: true },
    });
    expect(master.inputs.map(input => [input.name, input.type])).toEqual([
      ['stage', 'choice'],
      ['version', 'string'],
      ['dry_run', 'boolean'],
    ]);
    const feature = await formOf('deploy.yml', 'feature/schema-v2');
    expect(feature.inputs.map(input => input.name)).toEqual(
      expect.arrayContaining(['migration', 'batch_size']),
    );
    expect(feature.blobSha).not.toBe(master.blobSha);
    const fix = await formOf('deploy.yml', 'fix/resolver-timeout');
    expect(
      fix.inputs.find(input => input.type === 'environment')?.options,
    ).toEqual(expect.arrayContaining(['staging', 'production']));
  });

  it('asks GitHub once for any number of viewers', async () => {
    // On a busy machine thirty answers take longer than lists are kept in the other tests.
    const patient = await startPlugin({ config: { keepLists: '1m' } });
    try {
      const path = `${APPSYNC}/workflows?ref=master`;
      await Promise.all(
        Array.from({ length: 30 }, () => patient.get(path).expect(200)),
      );
      expect(patient.github.record.requests().length).toBe(3);
    } finally {
      await patient.stop();
    }
  });
});

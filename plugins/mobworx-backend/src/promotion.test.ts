import {
  components,
  startDeployments as start,
} from './__testUtils__/startDeployments';

describe('the way to production', () => {
  it('is the deploy workflow, on a ref that is what runs in staging, filled in', async () => {
    const { look, read } = await start();
    await look();
    expect((await read()).promotion).toEqual({
      from: 'staging',
      to: 'production',
      workflow: 'deploy.yml',
      ref: 'master',
      refType: 'branch',
      exact: true,
      inputs: { stage: 'production', version: '1.9.0', dry_run: 'false' },
    });
    expect((await read('studio')).promotion).toMatchObject({
      ref: 'main',
      inputs: { stage: 'production', dry_run: 'false' },
    });
  });

  it('prefers the tag of the version, and says when the branch has moved on', async () => {
    const { github, look, read } = await start();
    await github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      message: 'More',
      files: { 'more.txt': 'more' },
    });
    await look();
    expect((await read()).promotion).toMatchObject({
      ref: 'master',
      exact: false,
    });
    const repository = github.state
      .repositories()
      .find(({ name }) => name === 'appsync-service')!;
    repository.git.refs.set(
      'refs/tags/v1.9.0',
      '1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
    );
    await look();
    expect((await read()).promotion).toMatchObject({
      ref: 'v1.9.0',
      refType: 'tag',
      exact: true,
    });
  });

  it('is not there where nothing is to be promoted', async () => {
    const { plugin, look, read } = await start();
    plugin.production.seed.aws.deployed['appsync-service'] =
      plugin.staging.seed.aws.deployed['appsync-service'];
    await look();
    const { promotion, staging } = await read();
    expect(promotion).toBeUndefined();
    expect(staging).toMatchObject({ aheadOfProduction: 0 });
  });

  it.each<[string, (annotations: Record<string, string>) => void]>([
    [
      'no workflow is named',
      annotations => delete annotations['mobworx.com/deploy-workflow'],
    ],
    [
      'the workflow is not there',
      annotations =>
        Object.assign(annotations, { 'mobworx.com/deploy-workflow': 'no.yml' }),
    ],
    [
      'the workflow is off',
      annotations =>
        Object.assign(annotations, {
          'mobworx.com/deploy-workflow': 'legacy-deploy.yml',
        }),
    ],
    [
      'the inputs are malformed',
      annotations =>
        Object.assign(annotations, { 'mobworx.com/deploy-inputs': 'stage' }),
    ],
    [
      'no repository is named',
      annotations =>
        Object.assign(annotations, { 'github.com/project-slug': '../..' }),
    ],
  ])('is not there where %s', async (_, change) => {
    const entities = components();
    change(
      entities.find(({ metadata }) => metadata.name === 'appsync-service')!
        .metadata.annotations!,
    );
    const { look, read } = await start({ entities });
    await look();
    const { promotion, entityRef, staging } = await read();
    expect(promotion).toBeUndefined();
    expect(entityRef).toBe('component:default/appsync-service');
    expect(staging).toMatchObject({ version: '1.9.0' });
  });

  it('is not there without a component, and the rest is empty then', async () => {
    const { look, read } = await start({ entities: [] });
    await look();
    const { environments, entityRef, promotion } = await read('stream');
    expect(environments.map(({ environment }) => environment)).toEqual([
      'staging',
      'production',
    ]);
    expect([entityRef, promotion]).toEqual([undefined, undefined]);
  });
});

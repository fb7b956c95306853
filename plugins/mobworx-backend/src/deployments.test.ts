import { refusal } from '@internal/upstream-node/testUtils';
import { startDeployments as start } from './__testUtils__/startDeployments';

describe('what runs where', () => {
  it('is what the stacks say, completed by GitHub where it speaks of the same commit', async () => {
    const { look, read } = await start();
    await look();
    const { staging, production, entityRef } = await read();
    expect(entityRef).toBe('component:default/appsync-service');
    expect(staging).toMatchObject({
      version: '1.9.0',
      commit: '1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
      commitUrl:
        'https://github.com/MobWorx/appsync-service/commit/1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
      by: 'sam-okoro',
      aheadOfProduction: 3,
      sources: ['cloudformation', 'github-deployment'],
      htmlUrl: expect.stringMatching(
        /\/MobWorx\/appsync-service\/actions\/runs\/\d+\/job\/\d+$/,
      ),
    });
    // GitHub's last one is of another commit: what the stack says is what is there.
    expect(production).toMatchObject({
      version: '1.8.0',
      commit: '344dd4bcfbc8721009df3c1f8dbfe16cedb5688a',
      by: 'sam-okoro',
      sources: ['cloudformation'],
    });
    expect(production).not.toHaveProperty('htmlUrl');
    expect(production).not.toHaveProperty('aheadOfProduction');
  });

  it('is what GitHub says of its environments where there are no stacks', async () => {
    const { look, read } = await start({ withoutAws: true });
    await look();
    const { staging, production } = await read();
    expect(staging).toMatchObject({
      commit: '1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
      by: 'sam-okoro',
      aheadOfProduction: 2,
      sources: ['github-deployment'],
    });
    expect(production).toMatchObject({
      by: 'robin-hale',
      sources: ['github-deployment'],
    });
  });

  it('is the last deployment that succeeded, not one that failed or is under way', async () => {
    const { github, look, read } = await start({ withoutAws: true });
    await look();
    const before = (await read('studio')).staging;
    expect(before).toMatchObject({ by: 'lee-moran' });
    const dispatch = () =>
      fetch(
        `${github.apiBaseUrl}/repos/MobWorx/studio-service/actions/workflows/deploy.yml/dispatches`,
        {
          method: 'POST',
          headers: {
            Authorization: 'Bearer gho_simulated_lee-moran',
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ ref: 'main', inputs: { stage: 'staging' } }),
        },
      );
    expect((await dispatch()).ok).toBe(true);
    await look();
    expect((await read('studio')).staging?.htmlUrl).toBe(before?.htmlUrl);
    github.clock.drain();
    await look();
    expect((await read('studio')).staging?.htmlUrl).not.toBe(before?.htmlUrl);
  });

  it('is the last run on the deploy branch where nobody makes deployments', async () => {
    const { github, look, read } = await start({ withoutAws: true });
    github.state.repositories().forEach(repository =>
      repository.runs.forEach(run =>
        run.attempts.forEach(({ plan }) =>
          plan.forEach(job => {
            job.environment = undefined;
          }),
        ),
      ),
    );
    await look();
    const { staging, production } = await read();
    expect(staging).toMatchObject({
      commit: '1b0c2b88ed4f1f46f94c4e0f5aa01a280eaaa597',
      by: 'sam-okoro',
      sources: ['github-run'],
      htmlUrl: expect.stringMatching(/\/actions\/runs\/\d+$/),
    });
    expect(production).toBeUndefined();
    // No deploy branch: nothing says which runs deploy it.
    expect((await read('studio')).staging).toBeUndefined();
  });

  it('shows in the status of the services', async () => {
    const { plugin, look } = await start();
    await plugin.look('health');
    await look();
    const { body } = await plugin.get('/status');
    const [infrastructure, appsync] = body.environments[0].services;
    expect(infrastructure.deployment).toMatchObject({ by: 'robin-hale' });
    expect(appsync.deployment).toMatchObject({
      version: '1.9.0',
      aheadOfProduction: 3,
    });
  });

  it('is the commit that the service tells, whatever its stack says', async () => {
    const { plugin, look, read } = await start();
    await plugin.look('health');
    await look();
    const before = await read('studio');
    expect(before.staging).toMatchObject({
      sources: ['service', 'cloudformation', 'github-deployment'],
    });
    for (const { seed } of [plugin.staging, plugin.production]) {
      seed.aws.deployed['studio-service'] = {
        version: '0.0.1',
        commit: 'f'.repeat(40),
        daysAgo: 90,
        by: 'jo-lindt',
      };
    }
    await look();
    const { staging, production, promotion } = await read('studio');
    const { version, commit, commitUrl, aheadOfProduction, by } =
      before.staging!;
    expect(aheadOfProduction).toBeGreaterThan(0);
    expect(staging).toMatchObject({
      version,
      commit,
      commitUrl,
      aheadOfProduction,
      by,
      sources: ['service', 'github-deployment'],
    });
    expect(production?.commit).toBe(before.production?.commit);
    expect(promotion).toEqual(before.promotion);
  });

  it('is what the stack says, when it was deployed since the service was heard', async () => {
    const { plugin, look, read } = await start();
    await plugin.look('health');
    await plugin.staging.studio.service.stop();
    plugin.staging.seed.aws.deployed['studio-service'] = {
      version: '9.0.0',
      commit: 'f'.repeat(40),
      daysAgo: -1,
      by: 'jo-lindt',
    };
    await plugin.look('health');
    await look();
    expect((await read('studio')).staging).toMatchObject({
      version: '9.0.0',
      commit: 'f'.repeat(40),
      by: 'jo-lindt',
      sources: ['cloudformation'],
    });
  });

  it('costs GitHub next to nothing while nothing changes', async () => {
    const { look, requests } = await start();
    await look();
    const first = requests().length;
    await look();
    const again = requests().slice(first);
    const paid = again.filter(([, , status]) => status !== 304);
    // Tags that aren't there can't be remembered by GitHub's rules.
    expect(paid.filter(([, where]) => !/compare\/v?\d/.test(where))).toEqual(
      [],
    );
    expect(again.every(([method]) => method === 'GET')).toBe(true);
    expect(first).toBeLessThan(60);
  });
});

describe('who asks for deployments', () => {
  it('needs a service that there is, and the permission', async () => {
    const { plugin } = await start();
    const ask = async (query: string) =>
      refusal(await plugin.get(`/deployments${query}`));
    for (const query of [
      '',
      '?service=',
      '?service=moon',
      '?service=appsync&service=stream',
      '?service[]=appsync',
      '?service=appsync&more=1',
      `?service=${'x'.repeat(5_000)}`,
    ]) {
      expect(await ask(query)).toEqual([400, 'request_invalid']);
    }
    plugin.deny('mobworx.status.read');
    expect(await ask('?service=appsync')).toEqual([403, 'not_permitted']);
  });
});

import { startDeployments as start } from './__testUtils__/startDeployments';

describe('GitHub in trouble', () => {
  it.each([
    ['hangs up', { kind: 'refuse' }],
    ['fails', { kind: 'status', status: 500 }],
    ['answers by a page', { kind: 'html', status: 200 }],
    ['breaks off', { kind: 'truncated' }],
    ['has enough', { kind: 'rate_limit', resetInSeconds: 60 }],
    ['refuses the token', { kind: 'status', status: 401 }],
    ['lets nobody read', { kind: 'status', status: 403 }],
  ] as const)('%s: what was known stays', async (_, fault) => {
    const { plugin, github, look, read, takenAt } = await start();
    await plugin.look('health');
    await look();
    const before = await read();
    github.faults.add({ path: '/repos', fault });
    await look();
    await plugin.look('health');
    const after = await read();
    expect(after).toMatchObject(before);
    // Why it may be old, and how old it is.
    for (const [index, { environment }] of before.environments.entries()) {
      expect(after.environments[index].deploymentProblem).toEqual({
        code: expect.stringMatching(/^upstream_/),
        message: expect.stringContaining('GitHub'),
        remedy: expect.any(String),
        knownAt: await takenAt(environment),
      });
    }
    const { body } = await plugin.get('/status');
    expect(
      body.environments.map(({ services }: any) =>
        services.map(({ service, status }: any) => [service, status]),
      ),
    ).toEqual(
      ['staging', 'production'].map(() =>
        ['infrastructure', 'appsync', 'stream', 'studio'].map(service => [
          service,
          'up',
        ]),
      ),
    );
  });

  it('does not hide a release that a stack tells of', async () => {
    const { plugin, github, look, read } = await start();
    await look();
    github.faults.add({
      path: '/repos',
      fault: { kind: 'status', status: 500 },
    });
    const { deployed } = plugin.staging.seed.aws;
    deployed['appsync-service'] = {
      version: '1.10.0',
      commit: 'f'.repeat(40),
      daysAgo: 0,
      by: 'jo-lindt',
    };
    await look();
    expect((await read()).staging).toMatchObject({
      version: '1.10.0',
      commit: 'f'.repeat(40),
      by: 'jo-lindt',
      sources: ['cloudformation'],
    });
    // What is known is new, and not all of it.
    const problem = async () =>
      (await read()).environments[0].deploymentProblem;
    expect(await problem()).toMatchObject({ code: 'upstream_unavailable' });
    expect(await problem()).not.toHaveProperty('knownAt');
    await look();
    expect(await problem()).not.toHaveProperty('knownAt');
    github.faults.clear();
    await look();
    expect(await problem()).toBeUndefined();
  });

  it('leaves what the stacks say, where it never answered', async () => {
    const { github, look, read } = await start();
    github.faults.add({
      path: '/repos',
      fault: { kind: 'status', status: 500 },
    });
    await look();
    const { staging, promotion, promotionProblem } = await read();
    expect(staging).toMatchObject({
      version: '1.9.0',
      sources: ['cloudformation'],
    });
    expect(promotion).toBeUndefined();
    expect(promotionProblem).toMatchObject({ code: 'upstream_unavailable' });
  });

  it('is left alone when most of its calls are used', async () => {
    const { github, look, requests } = await start();
    await look();
    github.state.rateLimit = 1;
    github.faults.add({
      path: '/repos',
      times: 1,
      fault: { kind: 'rate_limit', resetInSeconds: 600 },
    });
    await look();
    const count = requests().length;
    await look();
    expect(requests()).toHaveLength(count);
  });
});

describe('AWS in trouble', () => {
  it('leaves what was known of deployments', async () => {
    const { plugin, look, read, takenAt } = await start();
    await look();
    const before = await read();
    plugin.staging.aws.service.faults.add({
      path: '',
      fault: { kind: 'bad_credential' },
    });
    await look();
    const after = await read();
    expect(after).toMatchObject(before);
    expect(after.environments[0].deploymentProblem).toMatchObject({
      code: 'upstream_credentials_rejected',
      knownAt: await takenAt('staging'),
    });
  });
});

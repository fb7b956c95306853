import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { deploymentsResponseSchema } from '@internal/plugin-mobworx-common';
import {
  GithubSimulator,
  ManualClock,
  startGithubSimulator,
} from '@internal/simulators';
import { parse } from 'yaml';
import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

jest.setTimeout(60_000);

const catalog = path.resolve(__dirname, '../../../catalog/components');

/** The components of the portal's own catalog. */
const components = (): Entity[] =>
  globSync('*.yaml', { cwd: catalog }).map(file => {
    const entity = parse(readFileSync(path.join(catalog, file), 'utf8'));
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    };
  });

let plugin: StartedPlugin;
let github: GithubSimulator<ManualClock>;

interface Options {
  entities?: Entity[];
  /** Without AWS nobody but GitHub knows what runs. */
  withoutAws?: boolean;
}

async function start({ entities = components(), withoutAws }: Options = {}) {
  github = await startGithubSimulator();
  plugin = await startPlugin({
    entities,
    poll: { deployments: { milliseconds: 100 } },
    config: {
      integrations: {
        github: [
          {
            host: 'github.com',
            apiBaseUrl: github.apiBaseUrl,
            token: 'ghp_simulated_portal_reader',
          },
        ],
      },
    },
    environments: (all: any[]) =>
      all.map(environment =>
        withoutAws
          ? {
              ...environment,
              aws: undefined,
              services: { ...environment.services, infrastructure: undefined },
            }
          : environment,
      ),
  });
}

const look = () => plugin.look('deployments');

async function read(service = 'appsync') {
  const { status, body } = await plugin.get(`/deployments?service=${service}`);
  expect([status, body.error]).toEqual([200, undefined]);
  const answer = deploymentsResponseSchema.parse(body);
  const [staging, production] = answer.environments.map(
    ({ deployment }) => deployment,
  );
  return { ...answer, staging, production };
}

const requests = () =>
  github.record
    .requests()
    .map(({ method, path: where, status }) => [method, where, status] as const);

afterEach(async () => {
  await plugin?.stop();
  await github?.close();
});

describe('what runs where', () => {
  it('is what the stacks say, completed by GitHub where it speaks of the same commit', async () => {
    await start();
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
    await start({ withoutAws: true });
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
    await start({ withoutAws: true });
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
    await start({ withoutAws: true });
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
    await start();
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

  it('costs GitHub next to nothing while nothing changes', async () => {
    await start();
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
    await start();
    await plugin.look('health');
    await look();
    const before = await read();
    github.faults.add({ path: '/repos', fault });
    await look();
    await plugin.look('health');
    expect(await read()).toEqual(before);
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
    await start();
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
  });

  it('leaves what the stacks say, where it never answered', async () => {
    await start();
    github.faults.add({
      path: '/repos',
      fault: { kind: 'status', status: 500 },
    });
    await look();
    expect((await read()).staging).toMatchObject({
      version: '1.9.0',
      sources: ['cloudformation'],
    });
  });

  it('is left alone when most of its calls are used', async () => {
    await start();
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
    await start();
    await look();
    const before = await read();
    plugin.staging.aws.service.faults.add({
      path: '',
      fault: { kind: 'bad_credential' },
    });
    await look();
    expect(await read()).toEqual(before);
  });
});

describe('the way to production', () => {
  it('is the deploy workflow, on a ref that is what runs in staging, filled in', async () => {
    await start();
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
    await start();
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
    await start();
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
    await start({ entities });
    await look();
    const { promotion, entityRef, staging } = await read();
    expect(promotion).toBeUndefined();
    expect(entityRef).toBe('component:default/appsync-service');
    expect(staging).toMatchObject({ version: '1.9.0' });
  });

  it('is not there without a component, and the rest is empty then', async () => {
    await start({ entities: [] });
    await look();
    const { environments, entityRef, promotion } = await read('stream');
    expect(environments.map(({ environment }) => environment)).toEqual([
      'staging',
      'production',
    ]);
    expect([entityRef, promotion]).toEqual([undefined, undefined]);
  });
});

describe('who asks for deployments', () => {
  it('needs a service that there is, and the permission', async () => {
    await start();
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

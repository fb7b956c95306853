import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { deploymentsResponseSchema } from '@internal/plugin-mobworx-common';
import { startGithubSimulator } from '@internal/simulators';
import { parse } from 'yaml';
import { startPlugin } from './startPlugin';

jest.setTimeout(60_000);

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) {
    await one.stop();
  }
});

const catalog = path.resolve(__dirname, '../../../../catalog/components');

/** The components of the portal's own catalog. */
export const components = (): Entity[] =>
  globSync('*.yaml', { cwd: catalog }).map(file => {
    const entity = parse(readFileSync(path.join(catalog, file), 'utf8'));
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    };
  });

interface DeploymentOptions {
  entities?: Entity[];
  /** Without AWS nobody but GitHub knows what runs. */
  withoutAws?: boolean;
}

/**
 * The portal beside a simulated GitHub, for looks at what is deployed; both are stopped after the
 * test.
 */
export async function startDeployments({
  entities = components(),
  withoutAws,
}: DeploymentOptions = {}) {
  const github = await startGithubSimulator();
  const plugin = await startPlugin({
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
  running.push(plugin, { stop: () => github.close() });
  return {
    plugin,
    github,
    look: () => plugin.look('deployments'),
    async read(service = 'appsync') {
      const { status, body } = await plugin.get(
        `/deployments?service=${service}`,
      );
      expect([status, body.error]).toEqual([200, undefined]);
      const answer = deploymentsResponseSchema.parse(body);
      const [staging, production] = answer.environments.map(
        ({ deployment }) => deployment,
      );
      return { ...answer, staging, production };
    },
    /** When what runs of AppSync was last seen. */
    async takenAt(environment: string): Promise<string> {
      const row = await plugin
        .knex('snapshots')
        .where({ environment, service: 'appsync', subject: 'deployment' })
        .first('taken_at');
      return new Date(Number(row.taken_at)).toISOString();
    },
    /** What GitHub was asked. */
    requests: () =>
      github.record
        .requests()
        .map(
          ({ method, path: where, status }) => [method, where, status] as const,
        ),
  };
}

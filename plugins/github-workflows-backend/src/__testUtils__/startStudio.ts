import { randomUUID } from 'node:crypto';
import { runDeploymentsResponseSchema } from '@internal/plugin-github-workflows-common';
import { startPlugin } from './startPlugin';

/** The routes of Studio's repository, whose deployments to production have to be approved. */
export const STUDIO = '/entities/component/default/studio-service';
export const LEE = 'gho_simulated_lee-moran';
export const ROBIN_TOKEN = 'gho_simulated_robin-hale';

/** {@link startStudio} */
export type StartedStudio = Awaited<ReturnType<typeof startStudio>>;

/** The portal, and what tests of deployments do with Studio's repository. */
export async function startStudio() {
  const portal = await startPlugin({ config: { timeout: { seconds: 2 } } });
  /** Longer than an answer about a run under way is kept. */
  const later = () => new Promise(resolve => setTimeout(resolve, 110));

  /** A run of Lee's to production, which waits for somebody else. */
  async function deploy(stage = 'production') {
    const workflow = `${STUDIO}/workflows/deploy.yml`;
    const { body: form } = await portal
      .get(`${workflow}/form?ref=main`)
      .expect(200);
    const { body } = await portal
      .post(
        `${workflow}/dispatches`,
        {
          ref: 'main',
          inputs: { stage, dry_run: 'false' },
          expectedBlobSha: form.blobSha,
          idempotencyKey: randomUUID(),
        },
        { token: LEE },
      )
      .expect(201);
    return body.dispatch.runId as number;
  }

  const pathOf = (runId: number) => `${STUDIO}/runs/${runId}/deployments`;

  async function overview(runId: number, token?: string) {
    await later();
    const call = portal.get(pathOf(runId));
    const { body } = await (token ? call.set('X-GitHub-Token', token) : call);
    return runDeploymentsResponseSchema.parse(body);
  }

  async function review(
    runId: number,
    request: object = {},
    options: { token?: string | null; user?: string } = {},
  ) {
    const { environments } = portal.github.state.repository(
      'MobWorx/studio-service',
    );
    const production = environments.find(({ name }) => name === 'production')!;
    return portal.post(
      pathOf(runId),
      {
        environmentIds: [production.id],
        state: 'approved',
        comment: 'Go',
        idempotencyKey: randomUUID(),
        ...request,
      },
      { token: ROBIN_TOKEN, ...options },
    );
  }

  const sentReviews = () =>
    portal.github.record
      .requests()
      .filter(
        ({ method, path }) =>
          method === 'POST' && path.endsWith('/pending_deployments'),
      );

  const runOf = (runId: number) =>
    portal.github.state
      .runs('MobWorx/studio-service')
      .find(({ id }) => id === runId)!;
  const statusOf = (runId: number) => runOf(runId).attempts.at(-1)!.status;

  return {
    portal,
    later,
    deploy,
    pathOf,
    overview,
    review,
    sentReviews,
    runOf,
    statusOf,
  };
}

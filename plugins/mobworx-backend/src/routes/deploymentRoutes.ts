import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  DeploymentsResponse,
  deploymentsQuerySchema,
  ServiceId,
  StatusResponse,
} from '@internal/plugin-mobworx-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import {
  PROMOTION_SUBJECT,
  PromotionSnapshot,
} from '../deployments/findPromotion';
import { promotionRoute } from '../deployments/promotionRoute';
import { isSameCommit } from '../deployments/release';
import type { RouteServices } from './services';

/** What of a service runs where, and how one would bring it to production. */
export function addDeploymentRoutes(
  router: Router,
  services: RouteServices,
): void {
  const { authorization, environments, status } = services;
  router.get('/deployments', async (req, res) => {
    const { service } = parseRequest(deploymentsQuerySchema, req.query);
    const credentials = await authorization.require(req);
    // The same as every page shows, with what the services say of themselves.
    const { environments: states }: StatusResponse = JSON.parse(
      String(await status.read()),
    );
    const known = states.flatMap(({ id, services: of }) => {
      const isHere = environments.named(id).configured.includes(service);
      const { deployment, deploymentProblem } =
        of.find(state => state.service === service) ?? {};
      return isHere ? [{ environment: id, deployment, deploymentProblem }] : [];
    });
    const { entityRef, promotion, promotionProblem } = await readPromotion(
      services,
      service,
      credentials,
    );
    const commitIn = (environment: string | undefined) =>
      known.find(one => one.environment === environment)?.deployment;
    const [from, to] = [commitIn(promotion?.from), commitIn(promotion?.to)];
    const isAhead =
      from?.commit !== undefined &&
      !(to?.commit && isSameCommit(from.commit, to.commit)) &&
      from.aheadOfProduction !== 0;
    const answer: DeploymentsResponse = {
      service,
      entityRef,
      environments: known,
      promotionProblem,
      promotion: isAhead ? promotion : undefined,
    };
    res.json(answer);
  });
}

/** Empty for who may not see the component: absent and invisible are the same. */
async function readPromotion(
  { catalog, environments, snapshots }: RouteServices,
  service: ServiceId,
  credentials: BackstageCredentials,
): Promise<PromotionSnapshot & Pick<DeploymentsResponse, 'promotionProblem'>> {
  const { from } = promotionRoute(environments.all());
  const { value, problem } = from
    ? await snapshots.read<PromotionSnapshot>({
        environment: from.id,
        service,
        subject: PROMOTION_SUBJECT,
      })
    : {};
  if (!value) {
    return { promotionProblem: problem };
  }
  const isVisible =
    value.entityRef !== undefined &&
    (await catalog.getEntityByRef(value.entityRef, { credentials })) !==
      undefined;
  return isVisible ? value : {};
}

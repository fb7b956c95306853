import { isServiceId, type ServiceId } from './services';

/** Which MobWorx service an entity is. */
export const MOBWORX_SERVICE_ANNOTATION = 'mobworx.com/service';

/** Where an entity runs: ids of environments, separated by commas. */
export const MOBWORX_ENVIRONMENTS_ANNOTATION = 'mobworx.com/environments';

/** The branch whose successful runs deploy a component. */
export const MOBWORX_DEPLOY_BRANCH_ANNOTATION = 'mobworx.com/deploy-branch';

/** The service whose running GraphQL schema is an API's definition. */
export const MOBWORX_GRAPHQL_SCHEMA_ANNOTATION =
  'mobworx.com/graphql-schema-from';

/** Name of a component in its `serverless.yml`; its stacks are `<name>-<environment>`. */
export const MOBWORX_SERVERLESS_SERVICE_ANNOTATION =
  'mobworx.com/serverless-service';

/** The part of an entity that {@link mobworxServiceOf} reads. */
interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

/** Reads {@link MOBWORX_SERVICE_ANNOTATION}; nothing when it names none of the services. */
export function mobworxServiceOf(entity: Annotated): ServiceId | undefined {
  const value = entity.metadata.annotations?.[MOBWORX_SERVICE_ANNOTATION];
  return value !== undefined && isServiceId(value) ? value : undefined;
}

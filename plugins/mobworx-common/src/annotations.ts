import { isServiceId, type ServiceId } from './services';

/** Which MobWorx service an entity is. */
export const MOBWORX_SERVICE_ANNOTATION = 'mobworx.com/service';

/** Where an entity runs: ids of environments, separated by commas. */
export const MOBWORX_ENVIRONMENTS_ANNOTATION = 'mobworx.com/environments';

/** The branch whose successful runs deploy a component. */
export const MOBWORX_DEPLOY_BRANCH_ANNOTATION = 'mobworx.com/deploy-branch';

/** Name of the workflow file that deploys a component when somebody starts it. */
export const MOBWORX_DEPLOY_WORKFLOW_ANNOTATION = 'mobworx.com/deploy-workflow';

/**
 * Inputs for that workflow: `name=value` with commas between, where `{environment}` and
 * `{version}` stand for where to deploy and what; see `parseDeployInputs`.
 */
export const MOBWORX_DEPLOY_INPUTS_ANNOTATION = 'mobworx.com/deploy-inputs';

/** The service whose running GraphQL schema is an API's definition. */
export const MOBWORX_GRAPHQL_SCHEMA_ANNOTATION =
  'mobworx.com/graphql-schema-from';

/** Name of a component in its `serverless.yml`; its stacks are `<name>-<environment>`. */
export const MOBWORX_SERVERLESS_SERVICE_ANNOTATION =
  'mobworx.com/serverless-service';

const INPUT = /^\s*([A-Za-z_][\w-]*)\s*=\s*([^\p{Cc}=]*?)\s*$/u;
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What the placeholders of {@link MOBWORX_DEPLOY_INPUTS_ANNOTATION} stand for. */
export interface DeployInputValues {
  environment: string;
  version?: string;
}

/**
 * Reads {@link MOBWORX_DEPLOY_INPUTS_ANNOTATION}.
 *
 * @returns name and value of each input; nothing when the text is malformed. An input whose
 *   placeholder stands for nothing that is known is left to the person who fills in the form.
 */
export function parseDeployInputs(
  text: string,
  values: DeployInputValues,
): Record<string, string> | undefined {
  const names = new Set<string>();
  const inputs = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, name, template] = INPUT.exec(part) ?? [];
    if (name === undefined || names.has(name)) {
      return undefined;
    }
    names.add(name);
    const asked = [...template.matchAll(PLACEHOLDER)].map(([, key]) => key);
    if (asked.some(key => key !== 'environment' && key !== 'version')) {
      return undefined;
    }
    if (!asked.includes('version') || values.version !== undefined) {
      inputs.set(
        name,
        template
          .replaceAll('{environment}', () => values.environment)
          .replaceAll('{version}', () => values.version ?? ''),
      );
    }
  }
  return Object.fromEntries(inputs);
}

/** The part of an entity that {@link mobworxServiceOf} reads. */
interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

/** Reads {@link MOBWORX_SERVICE_ANNOTATION}; nothing when it names none of the services. */
export function mobworxServiceOf(entity: Annotated): ServiceId | undefined {
  const value = entity.metadata.annotations?.[MOBWORX_SERVICE_ANNOTATION];
  return value !== undefined && isServiceId(value) ? value : undefined;
}

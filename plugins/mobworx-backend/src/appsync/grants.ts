import { AppsyncAuthMode } from '@internal/plugin-mobworx-common';
import { ASTNode, ConstDirectiveNode, ConstValueNode, Kind } from 'graphql';

const MODES: Record<string, AppsyncAuthMode> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};

/** With which modes something can be read, and by which groups; by all where there are none. */
export type Grants = Map<string, Set<string> | undefined>;

/** Something of a schema that may have directives. */
export type WithDirectives =
  (ASTNode & { directives?: readonly ConstDirectiveNode[] }) | null | undefined;

/** What the directives of a type or a field say; empty where there are none. */
export function grantsOf(node: WithDirectives): Grants {
  const grants: Grants = new Map();
  for (const directive of node?.directives ?? []) {
    const mode = MODES[directive.name.value];
    if (!mode) {
      continue;
    }
    const groups = groupsOf(directive);
    const before = grants.get(mode);
    const isForAll = !groups || (grants.has(mode) && !before);
    grants.set(
      mode,
      isForAll ? undefined : new Set([...(before ?? []), ...groups]),
    );
  }
  return grants;
}

function groupsOf(directive: ConstDirectiveNode): string[] | undefined {
  const value = directive.arguments?.find(
    ({ name }) => name.value === 'cognito_groups',
  )?.value;
  const groups = value && textsOf(value);
  return groups?.length ? groups : undefined;
}

/** GraphQL takes one value for a list of one. */
function textsOf(value: ConstValueNode): string[] {
  if (value.kind === Kind.LIST) {
    return value.values.flatMap(textsOf);
  }
  return value.kind === Kind.STRING ? [value.value] : [];
}

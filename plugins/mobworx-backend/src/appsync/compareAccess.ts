import { AppsyncAuthMode, SchemaChange } from '@internal/plugin-mobworx-common';
import {
  ASTNode,
  ConstDirectiveNode,
  GraphQLSchema,
  isObjectType,
} from 'graphql';

const MODES: Record<string, AppsyncAuthMode> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};

/**
 * Which types and fields can be read with other modes than before; graphql-js doesn't look at
 * directives, and a client that signs in with a mode that is gone gets nothing. Where one of the
 * schemas has no directive, its API's default mode counts, which no schema tells: nothing is said.
 */
export function compareAccess(
  before: GraphQLSchema,
  after: GraphQLSchema,
): SchemaChange[] {
  const changes: SchemaChange[] = [];
  for (const type of Object.values(after.getTypeMap())) {
    const old = before.getType(type.name);
    if (!isObjectType(type) || !isObjectType(old)) {
      continue;
    }
    changes.push(...compareModes(type.name, old.astNode, type.astNode));
    const fields = old.getFields();
    for (const [name, { astNode }] of Object.entries(type.getFields())) {
      const path = `${type.name}.${name}`;
      changes.push(...compareModes(path, fields[name]?.astNode, astNode));
    }
  }
  return changes;
}

type WithDirectives =
  (ASTNode & { directives?: readonly ConstDirectiveNode[] }) | null | undefined;

function compareModes(
  path: string,
  before: WithDirectives,
  after: WithDirectives,
): SchemaChange[] {
  const [old, now] = [modesOf(before), modesOf(after)];
  if (!old.size || !now.size) {
    return [];
  }
  const lost = [...old].filter(mode => !now.has(mode));
  const gained = [...now].filter(mode => !old.has(mode));
  return [
    ...lost.map(mode => ({
      severity: 'breaking' as const,
      type: 'AUTH_MODE_REMOVED',
      description: `${path} can't be read with ${mode} any more.`,
      path,
    })),
    ...gained.map(mode => ({
      severity: 'safe' as const,
      type: 'AUTH_MODE_ADDED',
      description: `${path} can be read with ${mode} too.`,
      path,
    })),
  ];
}

function modesOf(node: WithDirectives): Set<AppsyncAuthMode> {
  const modes = (node?.directives ?? []).map(({ name }) => MODES[name.value]);
  return new Set(modes.filter(mode => mode !== undefined));
}

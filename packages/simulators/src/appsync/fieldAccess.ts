import {
  GraphQLError,
  type ConstDirectiveNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { AuthMode, Caller } from './types';

const modeOf: Record<string, AuthMode> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};

type Directives = readonly ConstDirectiveNode[] | undefined;

const authDirectives = (directives: Directives) =>
  directives?.filter(({ name }) => name.value in modeOf) ?? [];

/**
 * Whether a caller may read a field. A field's directives count before those of its type, and
 * where there is none only the API's default mode may (docs.aws.amazon.com/appsync security-authz,
 * "Using additional authorization modes").
 */
export function mayRead(
  caller: Caller,
  defaultMode: AuthMode,
  type: GraphQLObjectType,
  fieldName: string,
): boolean {
  if (
    caller.deniedFields.some(
      denied =>
        denied === `${type.name}.${fieldName}` ||
        denied.endsWith(`types/${type.name}/fields/${fieldName}`),
    )
  ) {
    return false;
  }
  const ofField = authDirectives(
    type.getFields()[fieldName].astNode?.directives,
  );
  const directives = ofField.length
    ? ofField
    : authDirectives(type.astNode?.directives);
  if (directives.length === 0) {
    return caller.mode === defaultMode;
  }
  return directives.some(
    directive =>
      modeOf[directive.name.value] === caller.mode &&
      isInGroups(caller, directive),
  );
}

function isInGroups(caller: Caller, directive: ConstDirectiveNode): boolean {
  const groups = stringsOf(directive, 'cognito_groups');
  return !groups || groups.some(group => caller.groups.includes(group));
}

/** The list of strings that an argument of a directive has; undefined when it is left out. */
export function stringsOf(
  directive: ConstDirectiveNode,
  argument: string,
): string[] | undefined {
  const value = directive.arguments?.find(
    ({ name }) => name.value === argument,
  )?.value;
  if (value?.kind !== 'ListValue') {
    return undefined;
  }
  return value.values.map(item => String((item as { value: unknown }).value));
}

/** Throws AppSync's error when the caller may not read the field that is being resolved. */
export function assertMayRead(
  caller: Caller,
  defaultMode: AuthMode,
  { parentType, fieldName }: GraphQLResolveInfo,
): void {
  if (!mayRead(caller, defaultMode, parentType, fieldName)) {
    throw new GraphQLError(
      `Not Authorized to access ${fieldName} on type ${parentType.name}`,
      { extensions: { errorType: 'Unauthorized' } },
    );
  }
}

/**
 * AppSync's own scalars, which a schema uses without declaring them
 * (docs.aws.amazon.com/appsync, "Scalar types in AWS AppSync").
 */
export const appsyncScalars = [
  'AWSDate',
  'AWSTime',
  'AWSDateTime',
  'AWSTimestamp',
  'AWSEmail',
  'AWSJSON',
  'AWSURL',
  'AWSPhone',
  'AWSIPAddress',
] as const;

/**
 * AppSync's own directives with their arguments: who may read a type or a field, which mutations a
 * subscription hears of, and how the schemas of a merged API go together.
 */
const directives = {
  aws_api_key: '',
  aws_iam: '',
  aws_oidc: '',
  aws_lambda: '',
  aws_cognito_user_pools: '(cognito_groups: [String])',
  aws_auth: '(cognito_groups: [String])',
  aws_subscribe: '(mutations: [String])',
  aws_publish: '(subscriptions: [String])',
  canonical: '',
  hidden: '',
  renamed: '(to: String)',
};

/** Names of AppSync's own directives, without the sign. */
export const appsyncDirectives = Object.keys(directives);

// Wider than AWS has it: nobody's schema is refused here for a place that AWS has come to allow.
const PLACES =
  'SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION';

/**
 * Declarations of what AppSync knows by itself. Whoever builds a schema from an AppSync API's SDL
 * puts it in front: without it `buildSchema` throws.
 */
export const APPSYNC_PRELUDE = [
  '# Declared by AppSync itself.',
  ...appsyncScalars.map(name => `scalar ${name}`),
  ...Object.entries(directives).map(
    ([name, parameters]) => `directive @${name}${parameters} on ${PLACES}`,
  ),
  '',
].join('\n');

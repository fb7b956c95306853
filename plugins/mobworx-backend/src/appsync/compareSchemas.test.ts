import { compareSchemas } from './compareSchemas';
import { buildAppsyncSchema, ownSdl } from './sdl';

const compare = (before: string, after: string) =>
  compareSchemas(
    buildAppsyncSchema(ownSdl(before)),
    buildAppsyncSchema(ownSdl(after)),
  ).map(({ severity, type, path }) => [severity, type, path]);

const BREAKING = 'breaking';
const SAFE = 'safe';

it.each<[string, string, string, unknown[]]>([
  ['nothing', 'type Query { a: Int }', 'type Query { a: Int }', []],
  [
    'an output that is never null now',
    'type Query { a: Int }',
    'type Query { a: Int! }',
    [[SAFE, 'FIELD_CHANGED_KIND', 'Query.a']],
  ],
  [
    'an output that may be null now',
    'type Query { a: Int! }',
    'type Query { a: Int }',
    [[BREAKING, 'FIELD_CHANGED_KIND', 'Query.a']],
  ],
  [
    'a field that is going out of use',
    'type Query { a: Int }',
    'type Query { a: Int @deprecated(reason: "old") }',
    [[SAFE, 'FIELD_DEPRECATED', 'Query.a']],
  ],
  [
    'a type and a field that are gone',
    'type Query { a: Int b: B } type B { c: Int }',
    'type Query { a: Int }',
    [
      [BREAKING, 'TYPE_REMOVED', 'B'],
      [BREAKING, 'FIELD_REMOVED', 'Query.b'],
    ],
  ],
  [
    'a field of an input that has to be given',
    'type Query { a(i: I): Int } input I { b: Int }',
    'type Query { a(i: I): Int } input I { b: Int c: Int! }',
    [[BREAKING, 'REQUIRED_INPUT_FIELD_ADDED', 'I']],
  ],
  [
    'ways to sign in that a field loses and gets',
    'type Query { a: Int @aws_api_key @aws_iam }',
    'type Query { a: Int @aws_iam @aws_oidc }',
    [
      [BREAKING, 'AUTH_MODE_REMOVED', 'Query.a'],
      [SAFE, 'AUTH_MODE_ADDED', 'Query.a'],
    ],
  ],
  [
    'ways to sign in that a type loses',
    'type Query { r: R } type R @aws_api_key @aws_auth(cognito_groups: ["g"]) { id: ID! }',
    'type Query { r: R } type R @aws_cognito_user_pools { id: ID! }',
    [[BREAKING, 'AUTH_MODE_REMOVED', 'R']],
  ],
  [
    'nothing of a schema without directives: introspection leaves them out',
    'directive @defer on FIELD type Query { a: AWSDate @aws_api_key }',
    'scalar AWSDate type Query { a: AWSDate }',
    [],
  ],
])('finds %s', (_what, before, after, changes) => {
  expect(compare(before, after)).toEqual(changes);
});

it('reads a schema with a directive that AWS has yet to announce', () => {
  const sdl = ownSdl(
    'directive @aws_iam on OBJECT\ntype Query @aws_iam @aws_new(x: 1) { a: AWSURL @foo }',
  );
  expect(sdl).not.toMatch(/aws_new|foo|directive/);
  expect(buildAppsyncSchema(sdl).getQueryType()?.getFields()).toHaveProperty(
    'a',
  );
});

import type { DefaultModes } from './compareAccess';
import { compareSchemas } from './compareSchemas';
import { buildAppsyncSchema, ownSdl } from './sdl';

const compare = (before: string, after: string, modes?: DefaultModes) =>
  compareSchemas(
    buildAppsyncSchema(ownSdl(before)),
    buildAppsyncSchema(ownSdl(after)),
    modes,
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
    [
      [BREAKING, 'AUTH_MODE_REMOVED', 'R'],
      [SAFE, 'AUTH_GROUPS_WIDENED', 'R'],
    ],
  ],
  [
    'groups that may not read it any more, and groups that may',
    'type Query { a: Int @aws_auth(cognito_groups: ["admins", "staff"]) }',
    'type Query { a: Int @aws_cognito_user_pools(cognito_groups: ["admins", "guests"]) }',
    [
      [BREAKING, 'AUTH_GROUPS_NARROWED', 'Query.a'],
      [SAFE, 'AUTH_GROUPS_WIDENED', 'Query.a'],
    ],
  ],
  [
    'a type that only one group may read now',
    'type Query { r: R } type R @aws_cognito_user_pools @aws_iam { id: ID! }',
    'type Query { r: R } type R @aws_cognito_user_pools(cognito_groups: "g") @aws_iam { id: ID! }',
    [[BREAKING, 'AUTH_GROUPS_NARROWED', 'R']],
  ],
  [
    'a field that has its own ways to sign in beside those of its type now',
    'type Query { r: R } type R @aws_api_key @aws_iam { id: ID! }',
    'type Query { r: R } type R @aws_api_key @aws_iam { id: ID! @aws_iam }',
    [[BREAKING, 'AUTH_MODE_REMOVED', 'R.id']],
  ],
  [
    'nothing of groups that are the same in another order',
    'type Query { a: Int @aws_auth(cognito_groups: ["a", "b"]) }',
    'type Query { a: Int @aws_auth(cognito_groups: ["b", "a"]) }',
    [],
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

describe('with the default modes of both APIs', () => {
  const modes = (
    before: string,
    after: string,
    hasDirectives = true,
  ): DefaultModes => ({ before, after, hasDirectives });
  const plain = 'type Query { a: Int b: Int @aws_iam }';
  const CHANGED = 'DEFAULT_AUTH_MODE_CHANGED';

  it.each<[string, string, string, DefaultModes, unknown[]]>([
    [
      'another default',
      plain,
      plain,
      modes('API_KEY', 'AWS_IAM'),
      [[BREAKING, CHANGED, undefined]],
    ],
    [
      'another default that nothing leans on',
      'type Query { a: Int @aws_iam } type R @aws_iam { id: ID }',
      'type Query { a: Int @aws_iam } type R @aws_iam { id: ID }',
      modes('API_KEY', 'AWS_IAM'),
      [[SAFE, CHANGED, undefined]],
    ],
    [
      'nothing of the same default',
      plain,
      plain,
      modes('API_KEY', 'API_KEY'),
      [],
    ],
    [
      'a field that leaves the default',
      plain,
      'type Query { a: Int @aws_iam b: Int @aws_iam }',
      modes('API_KEY', 'API_KEY'),
      [
        [BREAKING, 'AUTH_MODE_REMOVED', 'Query.a'],
        [SAFE, 'AUTH_MODE_ADDED', 'Query.a'],
      ],
    ],
    [
      'a type that says what was the default anyway',
      plain,
      'type Query @aws_api_key { a: Int b: Int @aws_iam }',
      modes('API_KEY', 'API_KEY'),
      [],
    ],
    [
      'nothing but the default where introspection left the directives out',
      plain,
      'type Query { a: Int b: Int }',
      modes('API_KEY', 'AWS_LAMBDA', false),
      [[BREAKING, CHANGED, undefined]],
    ],
  ])('finds %s', (_what, before, after, ofApis, changes) => {
    expect(compare(before, after, ofApis)).toEqual(changes);
  });
});

it('names the groups', () => {
  const sdl = (groups: string) =>
    buildAppsyncSchema(
      `type Query { a: Int @aws_auth${groups && `(cognito_groups: [${groups}])`} }`,
    );
  const said = (before: string, after: string) =>
    compareSchemas(sdl(before), sdl(after)).map(
      ({ description }) => description,
    );
  expect(said('"a", "b"', '"b"')).toEqual([
    "Query.a can't be read by the group a of AMAZON_COGNITO_USER_POOLS any more.",
  ]);
  expect(said('', '"a", "b"')).toEqual([
    'Query.a can be read by the groups a, b of AMAZON_COGNITO_USER_POOLS only.',
  ]);
  expect(said('"a"', '')).toEqual([
    'Query.a can be read by everybody of AMAZON_COGNITO_USER_POOLS.',
  ]);
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

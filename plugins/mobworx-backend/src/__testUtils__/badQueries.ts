import { MobworxErrorCode } from '@internal/plugin-mobworx-common';

/** A request that the console has to refuse, and how. */
export interface BadQuery {
  what: string;
  code: MobworxErrorCode;
  body: Record<string, unknown>;
  /** A part of the sentence that says what is wrong. */
  says: RegExp;
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_value, index) => text(index)).join(' ');

/** Fragments of which each spreads the next several times: millions of fields in a few lines. */
const amplified = (field: string) =>
  `{ ...f0 } ${times(
    12,
    index =>
      `fragment f${index} on Query { ${times(10, () => `...f${index + 1}`)} }`,
  )} fragment f12 on Query { ${field} }`;

const nest = (depth: number, inner: string): string =>
  depth === 0 ? inner : `room(id: "1") { ${nest(depth - 1, inner)} }`;

const nestList = (depth: number): unknown =>
  JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const refused = (
  code: MobworxErrorCode,
  says: RegExp,
  queries: Record<string, string | Record<string, unknown>>,
): BadQuery[] =>
  Object.entries(queries).map(([what, query]) => ({
    what,
    code,
    says,
    body: typeof query === 'string' ? { query } : query,
  }));

export const badQueries: BadQuery[] = [
  ...refused('query_not_a_query', /has a mutation/, {
    'a mutation': 'mutation { closeRoom(id: "1") { id } }',
    'a mutation behind a comment': '# query\nmutation { closeRoom { id } }',
    'a mutation after a byte order mark': '\uFEFFmutation { closeRoom { id } }',
    'a query and a mutation': 'query A { me { id } } mutation B { x }',
    'a query that is chosen beside a mutation': {
      query: 'query A { me { id } } mutation B { x }',
      operationName: 'A',
    },
  }),
  ...refused('query_not_a_query', /has a subscription/, {
    'a subscription': 'subscription { onMessage(roomId: "1") { id } }',
    'a query and a subscription': 'query A { me { id } } subscription B { x }',
  }),
  ...refused('query_not_a_query', /fragments only/, {
    'a fragment alone': 'fragment F on Query { me { id } }',
  }),
  ...refused('query_not_a_query', /part of a schema/, {
    'a type': 'type Query { a: Int }',
    'an extension beside a query': '{ me { id } } extend type Query { a: Int }',
  }),
  ...refused('query_invalid', /Syntax Error.*line 1, column/, {
    'no query': 'hello',
    'an open brace': '{ me { id }',
    'an empty selection': '{ }',
    'nothing but a comment': '# nothing',
    'an unknown operation': 'delete { me { id } }',
  }),
  ...refused('query_invalid', /Cannot spread fragment/, {
    'a fragment that spreads itself':
      '{ ...F } fragment F on Query { me { id } ...F }',
    'fragments in a circle':
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  }),
  ...refused('query_invalid', /Unknown fragment/, {
    'a fragment that is not there': '{ ...F }',
  }),
  ...refused('query_invalid', /There can be only one/, {
    'two queries of one name': 'query A { a } query A { b }',
    'two fragments of one name':
      '{ ...F } fragment F on Query { a } fragment F on Query { b }',
  }),
  ...refused('query_invalid', /anonymous/, {
    'a nameless query beside another': '{ a } query B { b }',
  }),
  ...refused('query_invalid', /none is chosen/, {
    'several queries': 'query A { a } query B { b }',
  }),
  ...refused('query_invalid', /no query with the chosen name/, {
    'a name that is not there': { query: 'query A { a }', operationName: 'B' },
  }),
  ...refused('query_too_complex', /deeper than 8 fields/, {
    'nine fields below each other': `{ ${nest(8, 'id')} }`,
    'hundreds of fields below each other': `{ ${nest(150, 'id')} }`,
    'depth by fragments': `{ ${nest(4, '...F')} } fragment F on Room { ${nest(4, 'id')} }`,
    'depth in the other of two': {
      query: `query A { a } query B { ${nest(8, 'id')} }`,
      operationName: 'A',
    },
  }),
  ...refused('query_too_complex', /more than 20 aliases/, {
    '21 aliases': `{ ${times(21, index => `a${index}: __typename`)} }`,
    'aliases in fragments': `{ ...F } fragment F on Query { ${times(21, index => `a${index}: __typename`)} }`,
    'aliases that are spread again and again': amplified('a: __typename'),
  }),
  ...refused('query_too_complex', /more than 500 fields/, {
    'fields that are spread again and again': amplified('__typename'),
    '501 fields': `{ ${times(501, () => 'a')} }`,
  }),
  ...refused('query_too_complex', /more than 2000 tokens/, {
    '2,001 tokens': `{ ${times(1_999, () => 'a')} }`,
    'directives without end': `{ a ${times(700, () => '@a')} ${times(700, () => '@b')} }`,
    'lists without end': `{ a(b: ${'['.repeat(1_200)}${']'.repeat(1_200)}) }`,
    'braces without end': '{a'.repeat(5_000),
  }),
  ...refused('query_too_complex', /circles through the schema/, {
    'types of fields of types':
      '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
    'the same by fragments':
      '{ __type(name: "Room") { ...T } } fragment T on __Type { fields { type { ...U } } } fragment U on __Type { fields { type { fields { name } } } }',
  }),
  ...refused('query_too_complex', /variables are deeper than 32/, {
    'variables in each other': {
      query: '{ a }',
      variables: { list: nestList(40) },
    },
  }),
  ...refused('query_too_large', /larger than 20 KB/, {
    'a query of 20 KB': `{ a } # ${'x'.repeat(20_000)}`,
    'a query of 20 KB in two-byte letters': `{ a } # ${'ü'.repeat(10_000)}`,
    'variables of 20 KB': {
      query: '{ a }',
      variables: { text: 'x'.repeat(20_000) },
    },
  }),
];

import { Field, RouteInputs } from './routeTable';

/** A request and what is wrong with it; `path` is complete, with its query. */
export interface RouteRequest {
  what: string;
  method: string;
  path: string;
  body?: unknown;
}

const TOO_LONG = 'a'.repeat(70_000);

// In a path or a query everything is text; `none` of these is anything that the kind takes.
const badTexts: Record<Field, string[]> = {
  file: [
    '../../x.yml',
    'a/b.yml',
    'README.md',
    '.yml/..',
    'a\u0000.yml',
    `${'a'.repeat(256)}.yml`,
  ],
  ref: [
    '',
    'a..b',
    'a b',
    'a~1',
    '-x',
    '/x',
    'x.lock',
    'a\u0007',
    'ü'.repeat(128),
    'a'.repeat(256),
  ],
  id: ['x', '0', '-1', '1e3', '1.5', ' ', '９', '1'.repeat(17), '__proto__'],
  uuid: ['x', '..', '__proto__', 'a'.repeat(36), 'ü'.repeat(36)],
  sha: ['', 'x', 'a'.repeat(39), 'z'.repeat(40), 'a'.repeat(300)],
  choice: ['', 'nope', '__proto__', 'constructor', 'a'.repeat(300)],
  event: ['', 'a b', '../x', '__proto__x%', 'ü', 'a'.repeat(300)],
  boolean: ['maybe'],
  count: ['', 'x', '0', '-1', '1.5', '1000000', '__proto__'],
  text: ['a'.repeat(256), 'ü'.repeat(300)],
  login: ['a b', '../x', 'ü', 'a'.repeat(256)],
  moment: ['', 'yesterday', '2026-13-01', '2026-02-30', '22.11.2026'],
  'entity ref': ['', 'a'.repeat(256)],
  cursor: ['', 'x', '1', '1-', `${'1'.repeat(17)}-1`, '1-1;drop table audit'],
  comment: ['a'.repeat(1_001)],
  ids: [],
  inputs: [],
};

const manyInputs = Object.fromEntries(
  Array.from({ length: 26 }, (_value, index) => [`input_${index}`, 'x']),
);

// In a body there are types besides.
const badValues: Record<Field, unknown[]> = {
  ...badTexts,
  boolean: ['true', 1, null, [], {}],
  ids: [
    [],
    ['1'],
    [0],
    [-1],
    [1.5],
    [2 ** 60],
    [1, 1],
    Array.from({ length: 31 }, (_value, index) => index + 1),
    [null],
  ],
  inputs: [
    null,
    'stage=staging',
    ['stage'],
    { stage: 5 },
    { stage: null },
    { stage: true },
    { stage: ['staging'] },
    JSON.parse('{"__proto__": "x"}'),
    { '': 'x' },
    { 'a b': 'x' },
    { '../x': 'x' },
    { ['a'.repeat(200)]: 'x' },
    manyInputs,
    { stage: 'x'.repeat(65_536) },
  ],
};

const notText = [5, true, null, [], {}, TOO_LONG];

/** The entities that a request may name and that it must not work for. */
const badEntities: Record<string, string> = {
  'an entity that is not there': 'component/default/nope',
  'an entity without the annotation': 'component/default/no-annotation',
  'an annotation without a slash': 'component/default/no-slash',
  'a host without an integration': 'component/default/elsewhere',
  'a kind that is too long': `${'k'.repeat(64)}/default/appsync-service`,
  'a namespace that is too long': `component/${'n'.repeat(64)}/appsync-service`,
  'a name that is too long': `component/default/${'n'.repeat(64)}`,
  'a name that leads elsewhere': `component/default/${encodeURIComponent('../appsync-service')}`,
  'a kind named __proto__': '__proto__/default/appsync-service',
  'a name of another script': `component/default/${encodeURIComponent('услуга')}`,
};

const GOOD_ENTITY = 'component/default/appsync-service';

const show = (value: unknown) => {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text;
};

/** A good request to a route, and every bad one: one thing is wrong with each. */
export function requestsTo(inputs: RouteInputs): {
  good: RouteRequest;
  bad: RouteRequest[];
} {
  const [method, pattern] = inputs.route.split(' ');
  const { params = {}, query = {}, body } = inputs;
  const goods = (fields: typeof params) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, { good }]) => [name, good]),
    );
  const pathOf = (values: Record<string, unknown>, entity = GOOD_ENTITY) =>
    pattern
      .replace(':kind/:namespace/:name', () => entity)
      .replace(/:(\w+)/g, (_part, name) =>
        encodeURIComponent(String(values[name])),
      );
  const goodPath = pathOf(goods(params));
  const goodQuery = new URLSearchParams(goods(query) as never);
  const goodBody = body && goods(body);
  const requests: RouteRequest[] = [];
  const add = (
    what: string,
    path: string,
    search: unknown,
    sent = goodBody as unknown,
  ) =>
    requests.push({
      what,
      method,
      path: `${path}?${search}`.replace(/\?$/, ''),
      body: sent,
    });

  add('good', goodPath, goodQuery);
  if (pattern.startsWith('/entities/')) {
    for (const [what, entity] of Object.entries(badEntities)) {
      add(what, pathOf(goods(params), entity), goodQuery);
    }
  }
  for (const [name, { field }] of Object.entries(params)) {
    for (const value of badTexts[field]) {
      const path = pathOf({ ...goods(params), [name]: value });
      add(`${name} ${show(value)}`, path, goodQuery);
    }
  }
  for (const [name, { field, required }] of Object.entries(query)) {
    for (const value of badTexts[field]) {
      const search = new URLSearchParams(goodQuery);
      search.set(name, value);
      add(`${name} ${show(value)}`, goodPath, search);
    }
    const twice = new URLSearchParams(goodQuery);
    twice.append(name, String(query[name].good));
    add(`${name} twice`, goodPath, twice);
    if (required) {
      const without = new URLSearchParams(goodQuery);
      without.delete(name);
      add(`no ${name}`, goodPath, without);
    }
  }
  // What a write asks for is in its body; it doesn't look at the query.
  if (method === 'GET') {
    for (const name of ['repo', 'constructor']) {
      const search = new URLSearchParams(goodQuery);
      search.set(name, 'x');
      add(`an unknown key ${name}`, goodPath, search);
    }
  }
  if (body) {
    addBadBodies(body, goodBody!, (what, sent) =>
      add(what, goodPath, goodQuery, sent),
    );
  }
  const [good, ...bad] = requests;
  return { good, bad };
}

function addBadBodies(
  fields: NonNullable<RouteInputs['body']>,
  good: Record<string, unknown>,
  add: (what: string, body: unknown) => void,
) {
  for (const [name, { field, required }] of Object.entries(fields)) {
    const types = field === 'inputs' || field === 'boolean' ? [] : notText;
    for (const value of [...badValues[field], ...types]) {
      add(`${name} ${show(value)}`, { ...good, [name]: value });
    }
    if (required) {
      const { [name]: _left, ...rest } = good;
      add(`no ${name}`, rest);
    }
  }
  add('an unknown key', { ...good, repo: 'MobWorx/other' });
  add('a list', [good]);
  add('a body that is too large', { ...good, repo: 'x'.repeat(600_000) });
}

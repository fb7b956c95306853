import type { RouteInputs } from './routeTable';

/** A request and what is wrong with it; `path` is complete, with its query. */
export interface RouteRequest {
  what: string;
  method: string;
  path: string;
  body?: unknown;
}

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text;
};

const goods = (fields: RouteInputs['params'] = {}) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { good }]) => [name, good]),
  );

/** A good request to a route, and every bad one: one thing is wrong with each. */
export function requestsTo(inputs: RouteInputs): {
  good: RouteRequest;
  bad: RouteRequest[];
} {
  const [method, pattern] = inputs.route.split(' ');
  const { params, query, body } = inputs;
  const request = (
    what: string,
    values: {
      params?: Record<string, unknown>;
      query?: URLSearchParams;
      body?: unknown;
    } = {},
  ): RouteRequest => {
    const all = { ...goods(params), ...values.params };
    const path = pattern.replace(/:(\w+)/g, (_part, name) =>
      encodeURIComponent(String(all[name])),
    );
    const search = values.query ?? new URLSearchParams(goods(query) as never);
    return {
      what,
      method,
      path: `${path}?${search}`.replace(/\?$/, ''),
      body: 'body' in values ? values.body : body && goods(body),
    };
  };
  const withQuery = (change: (search: URLSearchParams) => void) => {
    const search = new URLSearchParams(goods(query) as never);
    change(search);
    return { query: search };
  };
  const bad = [
    ...Object.entries(params ?? {}).flatMap(([name, field]) =>
      field.bad.map(value =>
        request(`${name} ${show(value)}`, { params: { [name]: value } }),
      ),
    ),
    ...Object.entries(query ?? {}).flatMap(([name, field]) => [
      ...field.bad.map(value =>
        request(
          `${name} ${show(value)}`,
          withQuery(search => search.set(name, String(value))),
        ),
      ),
      request(
        `${name} twice`,
        withQuery(search => search.append(name, String(field.good))),
      ),
      ...(field.required
        ? [
            request(
              `no ${name}`,
              withQuery(search => search.delete(name)),
            ),
          ]
        : []),
    ]),
    // What a write asks for is in its body; it doesn't look at the query.
    ...(method === 'GET' ? ['url', 'constructor'] : []).map(name =>
      request(
        `an unknown key ${name}`,
        withQuery(search => search.set(name, 'x')),
      ),
    ),
    ...(body
      ? badBodies(body).map(([what, sent]) => request(what, { body: sent }))
      : []),
  ];
  return { good: request('good'), bad };
}

function badBodies(
  fields: NonNullable<RouteInputs['body']>,
): Array<[what: string, body: unknown]> {
  const good = goods(fields);
  return [
    ...Object.entries(fields).flatMap(([name, { bad, required }]) => [
      ...[...bad, 5, null, [], {}]
        .filter(
          value => typeof value !== typeof good[name] || bad.includes(value),
        )
        .map((value): [string, unknown] => [
          `${name} ${show(value)}`,
          { ...good, [name]: value },
        ]),
      ...(required
        ? [[`no ${name}`, { ...good, [name]: undefined }] as [string, unknown]]
        : []),
    ]),
    ['an unknown key', { ...good, url: 'http://localhost:1' }],
    ['a list', [good]],
    ['a body that is too large', { ...good, url: 'x'.repeat(600_000) }],
  ];
}

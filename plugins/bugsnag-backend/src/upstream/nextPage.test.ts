import { isPageStart, nextPageOf } from './nextPage';

it.each([
  [
    '<https://api.bugsnag.com/projects/p/errors?base=2026-11-22T10%3A00%3A00Z&offset=30&per_page=30&sort=users>; rel="next"',
    [
      ['base', '2026-11-22T10:00:00Z'],
      ['offset', '30'],
    ],
  ],
  [
    '<https://api.bugsnag.com/x?offset=0>; rel="prev", <https://api.bugsnag.com/x?offset=60>; rel="next"',
    [['offset', '60']],
  ],
  [
    '</x?offset%5Bsort_field_offset%5D=5f>; rel=next',
    [['offset[sort_field_offset]', '5f']],
  ],
  // Whatever the host: only its parameters are used.
  [
    '<https://evil.example/?offset=1&auth_token=x>; rel="next"',
    [['offset', '1']],
  ],
  [null, undefined],
  ['', undefined],
  ['<https://api.bugsnag.com/x?offset=30>; rel="prev"', undefined],
  ['<https://api.bugsnag.com/x?page=2>; rel="next"', undefined],
  ['<https://api.bugsnag.com/x?base=2026>; rel="next"', undefined],
  ['<http://[>; rel="next"', undefined],
  [
    `<https://api.bugsnag.com/x?offset=${'1'.repeat(201)}>; rel="next"`,
    undefined,
  ],
  [`<${'x'.repeat(5_000)}>; rel="next"`, undefined],
])('reads %j', (link, expected) => {
  const start = nextPageOf(link);
  expect(start).toEqual(expected);
  expect(isPageStart(start)).toBe(expected !== undefined);
});

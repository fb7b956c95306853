import {
  codeQuerySchema,
  issueUrl,
  parseProjectKey,
  ratingOf,
  summariesRequestSchema,
  summaryMeasuresSchema,
} from './index';

describe('sonarqube.org/project-key', () => {
  it.each([
    ['webapp', { instance: 'default', key: 'webapp' }],
    [' org:web_app.v2-x ', { instance: 'default', key: 'org:web_app.v2-x' }],
    ['studio/webapp', { instance: 'studio', key: 'webapp' }],
    ['default/webapp', { instance: 'default', key: 'webapp' }],
    ['', undefined],
    ['/webapp', undefined],
    ['studio/', undefined],
    ['studio/web/app', undefined],
    ['12345', undefined],
    ['web app', undefined],
    ['webapp?x=1', undefined],
    ['k'.repeat(401), undefined],
    [`${'i'.repeat(101)}/webapp`, undefined],
  ])('reads %j', (value, expected) => {
    expect(parseProjectKey(value)).toEqual(expected);
  });
});

describe('which code', () => {
  it.each([
    {},
    { branch: 'feature/ä b?&#%2F' },
    { branch: 'b'.repeat(255) },
    { pullRequest: '142' },
  ])('takes %j', query => {
    expect(codeQuerySchema.parse(query)).toEqual(query);
  });

  it.each([
    { branch: '' },
    { branch: 'b'.repeat(256) },
    { branch: 'a\u0000b' },
    { branch: ['a', 'b'] },
    { pullRequest: '1 2' },
    { pullRequest: '1&branch=x' },
    { branch: 'main', pullRequest: '142' },
    { component: 'someone-elses' },
  ])('refuses %j', query => {
    expect(codeQuerySchema.safeParse(query).success).toBe(false);
  });
});

it('takes up to 100 entities at once', () => {
  const refs = (count: number) => ({
    entityRefs: Array.from(
      { length: count },
      (_, i) => `Component:default/c${i}`,
    ),
  });
  expect(summariesRequestSchema.parse(refs(100)).entityRefs[99]).toBe(
    'component:default/c99',
  );
  expect(summariesRequestSchema.safeParse(refs(101)).success).toBe(false);
  expect(summariesRequestSchema.safeParse(refs(0)).success).toBe(false);
});

it('knows the metrics by their keys and nothing else', () => {
  expect(summaryMeasuresSchema.parse({ coverage: 71.3 })).toEqual({
    coverage: 71.3,
  });
  expect(summaryMeasuresSchema.safeParse({ made_up: 1 }).success).toBe(false);
  expect([1, 5, 0, 6, undefined].map(ratingOf)).toEqual([
    'A',
    'E',
    undefined,
    undefined,
    undefined,
  ]);
});

it('links to an issue of a branch with odd characters', () => {
  const project = { instanceUrl: 'https://sonar.example', key: 'org:webapp' };
  expect(issueUrl(project, 'AX1', { branch: 'a&b#c' })).toBe(
    'https://sonar.example/project/issues?id=org%3Awebapp&branch=a%26b%23c&issues=AX1&open=AX1',
  );
});

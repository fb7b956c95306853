import {
  dispatchRequestSchema,
  isRefName,
  jobPathSchema,
  parseProjectSlug,
  workflowFileSchema,
} from './index';

describe('names from outside', () => {
  it.each([
    ['MobWorx/appsync-service', { owner: 'MobWorx', repo: 'appsync-service' }],
    [' MobWorx/a.b_c ', { owner: 'MobWorx', repo: 'a.b_c' }],
    ['MobWorx', undefined],
    ['MobWorx/', undefined],
    ['MobWorx/..', undefined],
    ['MobWorx/a/b', undefined],
    ['-x/a', undefined],
    [`${'o'.repeat(40)}/a`, undefined],
  ])('reads the project slug %j', (value, expected) => {
    expect(parseProjectSlug(value)).toEqual(expected);
  });

  it.each([
    'main',
    'feature/schema-v2',
    'v1.5.0',
    'функция',
    'a'.repeat(255),
    'user@home',
    'a-b_c.d',
  ])('takes %j for a ref', name => expect(isRefName(name)).toBe(true));

  it.each([
    '',
    ' ',
    'a b',
    'a..b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a@{1}',
    '@',
    '/a',
    'a/',
    'a//b',
    'a/.b',
    '.a',
    'a.',
    '-a',
    'a.lock',
    'a.lock/b',
    'a\u0000b',
    'a\u007fb',
    'a'.repeat(256),
    'ü'.repeat(128),
  ])('refuses %j as a ref', name => expect(isRefName(name)).toBe(false));

  it.each([
    ['deploy.yml', true],
    ['Deploy all.YAML', true],
    ['../deploy.yml', false],
    ['a\\b.yml', false],
    ['a\u0000.yml', false],
    ['README.md', false],
    ['.yml', false],
  ])('knows whether %j is a workflow file', (name, expected) => {
    expect(workflowFileSchema.safeParse(name).success).toBe(expected);
  });

  it('takes only the numbers that GitHub gives', () => {
    const path = {
      kind: 'component',
      namespace: 'default',
      name: 'a',
      runId: '19000000001',
      jobId: '5',
    };
    expect(jobPathSchema.parse(path)).toMatchObject({
      runId: 19_000_000_001,
      jobId: 5,
    });
    for (const runId of ['0', '-1', '1.5', '1e3', '0x1', '1'.repeat(17), '']) {
      expect(jobPathSchema.safeParse({ ...path, runId }).success).toBe(false);
    }
  });

  it('keeps the inputs of a dispatch as they are, and loses none in silence', () => {
    const request = {
      ref: 'main',
      inputs: JSON.parse('{"stage":"staging","note":""}'),
      expectedBlobSha: 'a'.repeat(40),
      idempotencyKey: '0b9bb7c4-6c6f-4f0e-9a53-6a2f4e7a9d10',
    };
    expect(dispatchRequestSchema.parse(request)).toEqual({
      ...request,
      refType: 'branch',
    });
    const message = (inputs: unknown) =>
      dispatchRequestSchema.safeParse({ ...request, inputs }).error?.issues[0]
        .message;
    expect(message(JSON.parse('{"__proto__":"x"}'))).toMatch(
      /input named "__proto__"/,
    );
    expect(message({ 'a b': 'x' })).toMatch(/input named "a b"/);
    expect(message({ a: true })).toMatch(/a that isn't text/);
    expect(message(null)).toMatch(/must be an object/);
    expect(message({ a: 'x'.repeat(65_535) })).toMatch(/65535 characters/);
  });
});

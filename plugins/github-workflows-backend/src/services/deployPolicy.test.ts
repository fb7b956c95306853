import { matchesPattern, mayDeploy } from './deployPolicy';

it.each([
  ['main', 'main', true],
  ['main', 'Main', false],
  ['main', 'main2', false],
  ['release/*', 'release/1.2', true],
  ['release/*', 'release/1/2', false],
  ['release/*', 'release/', true],
  ['*', 'a/b', false],
  ['**', 'a/b', false],
  ['**/*', 'a/b/c', true],
  ['**/fix', 'fix', true],
  ['**/fix', 'a/b/fix', true],
  ['**/fix', 'a/b/prefix', false],
  ['v?.?', 'v1.2', true],
  ['v?', 'v', false],
  ['v?', 'v/', false],
  ['v[0-9]*', 'v2.0', true],
  ['v[0-9]*', 'vx', false],
  ['v[!0-9]', 'vx', true],
  ['v[^0-9]', 'v1', false],
  ['v[-a]', 'v-', true],
  ['v[', 'v[', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a\\', 'a\\', true],
  ['*', '.hidden', false],
  ['?hidden', '.hidden', false],
  ['.*', '.hidden', true],
  ['{a,b}', 'a', false],
  ['ветка-*', 'ветка-1', true],
  ['?', '🚀', true],
  ['', '', true],
  ['a'.repeat(256), 'a'.repeat(256), false],
])('the pattern %s takes %s: %s', (pattern, name, expected) => {
  expect(matchesPattern(pattern, name)).toBe(expected);
});

it('takes no longer for a pattern that is made to take long', () => {
  // Without memory of what was tried, this would be 60 to the power of 30 attempts.
  expect(matchesPattern(`${'*a'.repeat(30)}b`, 'a'.repeat(60))).toBe(false);
});

it.each([
  [{ kind: 'all' }, 'branch', undefined, 'yes'],
  [{ kind: 'unknown' }, 'branch', true, 'unknown'],
  [{ kind: 'protected_branches' }, 'branch', true, 'yes'],
  [{ kind: 'protected_branches' }, 'branch', false, 'no'],
  [{ kind: 'protected_branches' }, 'branch', undefined, 'unknown'],
  [{ kind: 'protected_branches' }, 'tag', true, 'no'],
  [
    { kind: 'patterns', patterns: [{ name: 'm*', type: 'branch' }] },
    'branch',
    undefined,
    'yes',
  ],
  [
    { kind: 'patterns', patterns: [{ name: 'm*', type: 'branch' }] },
    'tag',
    undefined,
    'no',
  ],
  [{ kind: 'patterns', patterns: [] }, 'branch', true, 'no'],
] as const)(
  '%j lets a %s (protected: %s) deploy: %s',
  (rule, type, is, expected) => {
    const deployFrom =
      rule.kind === 'patterns'
        ? { ...rule, patterns: [...rule.patterns] }
        : rule;
    expect(mayDeploy(deployFrom, { name: 'main', type }, is)).toBe(expected);
  },
);

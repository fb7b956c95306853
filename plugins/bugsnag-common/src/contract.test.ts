import { errorsQuerySchema, errorUrl, parseProjectKey } from './index';

const KEY = '0123456789abcdef0123456789abcdef';

describe('bugsnag.com/project-key', () => {
  it.each([
    ['MobWorx/WebApp', { organization: 'MobWorx', name: 'WebApp' }],
    [' Mob Worx / Web App ', { organization: 'Mob Worx', name: 'Web App' }],
    ['MobWorx/api/v2', { organization: 'MobWorx', name: 'api/v2' }],
    [`MobWorx/${KEY}`, { organization: 'MobWorx', apiKey: KEY }],
    [`MobWorx/${KEY.toUpperCase()}`, { organization: 'MobWorx', apiKey: KEY }],
    [`MobWorx/${KEY}0`, { organization: 'MobWorx', name: `${KEY}0` }],
    ['', undefined],
    ['WebApp', undefined],
    [KEY, undefined],
    ['/WebApp', undefined],
    ['MobWorx/', undefined],
    [' / ', undefined],
    ['Mob\u0000Worx/WebApp', undefined],
    ['MobWorx/Web\nApp', undefined],
    [`${'o'.repeat(101)}/WebApp`, undefined],
    [`MobWorx/${'p'.repeat(201)}`, undefined],
  ])('reads %j', (value, expected) => {
    expect(parseProjectKey(value)).toEqual(expected);
  });
});

describe('which errors', () => {
  it('takes several values of a filter, each once', () => {
    expect(
      errorsQuerySchema.parse({
        status: 'open,in progress,open',
        stage: 'production',
        search: 'ä "x" & [y]',
      }),
    ).toEqual({
      status: ['open', 'in progress'],
      stage: ['production'],
      search: 'ä "x" & [y]',
      period: '30d',
      sort: 'last_seen',
      direction: 'desc',
    });
  });

  it.each([
    { status: '' },
    { status: 'open,' },
    { status: 'closed' },
    { status: ['open', 'fixed'] },
    { severity: 'fatal' },
    { stage: 's'.repeat(101) },
    { stage: Array.from({ length: 11 }, (_, i) => `s${i}`).join(',') },
    { search: '' },
    { search: 'a\u0000b' },
    { search: 's'.repeat(201) },
    { period: '1y' },
    { sort: 'unsorted' },
    { direction: 'up' },
    { cursor: 'https://evil.example/' },
    { cursor: 'c'.repeat(1_001) },
    { per_page: '500' },
    { project: 'someone-elses' },
  ])('refuses %j', query => {
    expect(errorsQuerySchema.safeParse(query).success).toBe(false);
  });
});

it('links to an error of a project with odd slugs', () => {
  const project = {
    dashboardUrl: 'https://bugsnag.example/ui',
    organizationSlug: '../mob',
    projectSlug: 'web app?',
  };
  expect(errorUrl(project, 'a/b')).toBe(
    'https://bugsnag.example/ui/..%2Fmob/web%20app%3F/errors/a%2Fb',
  );
});

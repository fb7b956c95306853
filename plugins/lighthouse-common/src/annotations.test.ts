import {
  declaredPagesOf,
  isLighthouseAvailable,
  LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION as ENVIRONMENTS,
  LIGHTHOUSE_PAGES_ANNOTATION as PAGES,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION as WEBSITE,
  MAX_DECLARED_PAGES,
} from './annotations';

const entity = (annotations: Record<string, string>) => ({
  metadata: { annotations },
});

it('reads one website, as the community plugin does', () => {
  const one = entity({ [WEBSITE]: 'https://www.example.com/' });
  expect(isLighthouseAvailable(one)).toBe(true);
  expect(declaredPagesOf(one)).toEqual({
    pages: [{ url: 'https://www.example.com' }],
    problems: [],
  });
});

it('reads a website for each environment and pages of each, every address once', () => {
  const { pages, problems } = declaredPagesOf(
    entity({
      [WEBSITE]: 'https://www.example.com',
      [ENVIRONMENTS]:
        'staging=https://staging.example.com/app/, production=https://WWW.example.com/',
      [PAGES]: '/pricing, /search?q=a=b',
    }),
  );
  expect(problems).toEqual([]);
  expect(pages).toEqual([
    { url: 'https://staging.example.com/app', environment: 'staging' },
    { url: 'https://staging.example.com/pricing', environment: 'staging' },
    { url: 'https://staging.example.com/search?q=a=b', environment: 'staging' },
    { url: 'https://www.example.com', environment: 'production' },
    { url: 'https://www.example.com/pricing', environment: 'production' },
    { url: 'https://www.example.com/search?q=a=b', environment: 'production' },
  ]);
});

it('names what it cannot read and keeps the rest', () => {
  const { pages, problems } = declaredPagesOf(
    entity({
      [WEBSITE]: 'www.example.com',
      [ENVIRONMENTS]:
        'staging=https://staging.example.com,https://x.example,Production=https://y.example,qa=file:///etc/passwd',
      [PAGES]:
        'pricing, //evil.example/x, https://evil.example, /../ok, /\\evil.example',
    }),
  );
  expect(pages).toEqual([
    { url: 'https://staging.example.com', environment: 'staging' },
    { url: 'https://staging.example.com/ok', environment: 'staging' },
  ]);
  expect(problems).toHaveLength(8);
  expect(problems[0]).toContain(WEBSITE);
});

it('is not there without an address, and keeps the number of pages small', () => {
  expect(isLighthouseAvailable({ metadata: {} })).toBe(false);
  expect(isLighthouseAvailable(entity({ [WEBSITE]: ' ' }))).toBe(false);
  expect(isLighthouseAvailable(entity({ [PAGES]: '/a' }))).toBe(false);
  const { pages, problems } = declaredPagesOf(
    entity({
      [WEBSITE]: 'https://www.example.com',
      [PAGES]: Array.from({ length: 100 }, (_, index) => `/${index}`).join(','),
    }),
  );
  expect(pages).toHaveLength(MAX_DECLARED_PAGES);
  expect(problems).toHaveLength(1);
});

it('reads no more of annotations than it needs, however long they are', () => {
  const many = (part: (index: number) => string) =>
    Array.from({ length: 20_000 }, (_, index) => part(index)).join(',');
  const parsed = jest.spyOn(global.URL, 'canParse');
  const { pages, problems } = declaredPagesOf(
    entity({
      [ENVIRONMENTS]: many(index => `e${index}=https://${index}.example.com`),
      [PAGES]: many(index => `/${index}`),
    }),
  );
  expect(parsed.mock.calls.length).toBeLessThan(1000);
  parsed.mockRestore();
  expect(pages).toHaveLength(MAX_DECLARED_PAGES);
  expect(pages[1]).toEqual({
    url: 'https://0.example.com/0',
    environment: 'e0',
  });
  expect(problems).toEqual(['Only the first 40 pages are audited.']);
});

it('names at most 100 problems, and that there is more first', () => {
  const bad = Array.from({ length: 500 }, (_, index) => `x${index}`).join(',');
  const { pages, problems } = declaredPagesOf(
    entity({ [ENVIRONMENTS]: bad, [PAGES]: bad }),
  );
  expect(pages).toEqual([]);
  expect(problems).toHaveLength(100);
  expect(problems[0]).toContain('Only the first');
});

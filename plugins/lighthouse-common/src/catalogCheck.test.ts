import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  declaredPagesOf,
  LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION as ENVIRONMENTS,
  LIGHTHOUSE_PAGES_ANNOTATION as PAGES,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION as WEBSITE,
} from './annotations';
import { parseBudgets } from './budgets';

const texts: Record<string, string[]> = {
  [ENVIRONMENTS]: [
    'staging=https://a.example',
    'staging = http://a.example/x, production=https://b.example,',
    'https://a.example',
    'Staging=https://a.example',
    'staging=a.example',
    'staging=file:///etc/passwd',
    'staging=https://sam:pw@a.example',
    'staging=',
    '=https://a.example',
  ],
  [PAGES]: [
    '/a',
    '/a, /b?c=d',
    'a',
    '//evil.example',
    '/\\evil.example',
    'https://a.example',
  ],
  'lighthouse.com/budgets': [
    'performance >= 90',
    'mobile: performance>=90, speed-index <= 3 s,',
    'cumulative-layout-shift <= 0.1',
    'performance',
    'performance <= 90',
    'speed-index >= 3',
    'performance >= 101',
    'cumulative-layout-shift <= 1 s',
    'tablet: seo >= 1',
    'speed-index <= 9000 s',
  ],
};

function isRead(name: string, text: string): boolean {
  if (name === 'lighthouse.com/budgets') {
    return parseBudgets(text).problems.length === 0;
  }
  const annotations = { [WEBSITE]: 'https://www.example.com', [name]: text };
  return declaredPagesOf({ metadata: { annotations } }).problems.length === 0;
}

it.each(Object.keys(texts))('%s means the same to yarn catalog:check', name => {
  const file = path.resolve(
    __dirname,
    '../../../scripts/catalog-check/annotations.mjs',
  );
  const answers = execFileSync(process.execPath, [
    '--input-type=module',
    '-e',
    `const { ANNOTATIONS } = await import(process.argv[1]);
     const { accepts } = ANNOTATIONS[process.argv[2]];
     process.stdout.write(JSON.stringify(JSON.parse(process.argv[3]).map(text => accepts(text))));`,
    `file://${file}`,
    name,
    JSON.stringify(texts[name]),
  ]);
  expect(JSON.parse(String(answers))).toEqual(
    texts[name].map(text => isRead(name, text)),
  );
});

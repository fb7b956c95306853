import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { BUGSNAG_PROJECT_KEY_ANNOTATION, parseProjectKey } from './annotations';

const VALUES = [
  'MobWorx/WebApp',
  'Mob Worx / Web App',
  'MobWorx/api/v2',
  `MobWorx/${'a'.repeat(32)}`,
  'WebApp',
  '/WebApp',
  'MobWorx/',
  ' / ',
  'MobWorx/Web\nApp',
  `MobWorx/${'p'.repeat(201)}`,
  `${'o'.repeat(101)}/WebApp`,
];

it('is read by yarn catalog:check as the plugin reads it', () => {
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
    BUGSNAG_PROJECT_KEY_ANNOTATION,
    JSON.stringify(VALUES),
  ]);
  expect(JSON.parse(String(answers))).toEqual(
    VALUES.map(value => parseProjectKey(value) !== undefined),
  );
});

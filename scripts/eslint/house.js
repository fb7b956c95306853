// The plan of the house as lint rules: who may lean on whom (docs/architecture.md).
// Every package's .eslintrc.js is one line that calls this.
const fs = require('fs');
const path = require('path');
const eslintFactory = require('@backstage/cli/config/eslint-factory');

const root = path.resolve(__dirname, '../..');
const families = fs
  .readdirSync(path.join(root, 'plugins'))
  .filter(name => name.endsWith('-common'))
  .map(name => name.slice(0, -'-common'.length));

const tests = [
  '**/*.test.*',
  '**/setupTests.ts',
  'dev/**',
  'e2e-tests/**',
  'src/testHelpers/**',
  'src/**/__testUtils__/**',
];

/** Import patterns that are wrong in a package, with the reason that the linter prints. */
function forbiddenImports(folder, name) {
  const rules = [
    {
      group: ['@material-ui/*', '@mui/*'],
      message:
        'Use @backstage/ui with CSS modules: one UI kit in our own code.',
    },
    {
      group: ['@backstage/core-plugin-api', '@backstage/core-compat-api'],
      message:
        'Use @backstage/frontend-plugin-api: our code is on the new frontend system only.',
    },
  ];
  if (name !== 'portal-react') {
    rules.push({
      group: ['@backstage/core-components'],
      message:
        'Only packages/portal-react imports core-components; use what it exports.',
    });
  }
  const family = families.find(f =>
    [f, `${f}-backend`, `${f}-common`].includes(name),
  );
  if (folder === 'plugins' && family) {
    for (const other of families.filter(f => f !== family)) {
      rules.push({
        group: [`@internal/plugin-${other}`, `@internal/plugin-${other}-*`],
        message:
          'No family imports another: they meet through the catalog, routes, events and permissions.',
      });
    }
    if (name === family) {
      rules.push({
        group: [
          '@internal/upstream-node',
          `@internal/plugin-${family}-backend`,
        ],
        message:
          "A front end knows only its own API client and the family's -common.",
      });
    }
    if (name === `${family}-backend`) {
      rules.push({
        group: ['@internal/portal-react', `@internal/plugin-${family}`],
        message: "A backend meets its front end only in the family's -common.",
      });
    }
    if (name === `${family}-common`) {
      rules.push({
        group: ['@internal/*'],
        message: 'A contract leans on nothing of ours.',
      });
    }
  }
  if (name === 'simulators') {
    rules.push({
      group: ['@internal/*'],
      message:
        'A simulator never imports product code: it would agree with our mistakes.',
    });
  }
  return rules;
}

const simulatorRule = {
  group: ['@internal/simulators', '@internal/simulators/*'],
  message:
    'Product code never imports a simulator: config alone turns real into simulated.',
};

const testRule = {
  group: [
    '**/__testUtils__/**',
    '**/testHelpers/**',
    '@internal/*/setupTests',
    '@internal/*/testHelpers',
    '@internal/*/testUtils',
  ],
  message: 'Product code never imports what only tests and dev apps need.',
};

module.exports = function house(dir) {
  const folder = path.basename(path.dirname(dir));
  const name = path.basename(dir);
  const patterns = forbiddenImports(folder, name);
  const config = eslintFactory(dir, {
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns:
            name === 'simulators'
              ? [...patterns, testRule]
              : [...patterns, simulatorRule, testRule],
        },
      ],
      'no-console': 'error',
    },
  });
  // The factory's own no-restricted-imports override for tests is kept; ours allows simulators and
  // what tests share there.
  config.overrides = [
    ...(config.overrides ?? []),
    {
      files: tests,
      rules: { 'no-restricted-imports': ['error', { patterns }] },
    },
  ];
  return config;
};

// What Node.js runs as it is written: no role of Backstage fits, so only its common rules are taken.
const { createConfig } = require('@backstage/cli/config/eslint-factory');

module.exports = createConfig(__dirname, {
  env: { jest: false, node: true },
  rules: {
    'no-console': 'error',
    // The CDK adds a construct to its stack when it is made.
    'no-new': 'off',
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@internal/*', '!@internal/deploy-image'],
            message:
              'What deploys the portal knows its image, and nothing of what is inside.',
          },
        ],
      },
    ],
  },
});

// The scripts run as they are, so nothing else notices a name that isn't there.
module.exports = {
  root: true,
  // Some functions are carried out in a page.
  env: { browser: true, es2024: true, node: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  rules: {
    'no-undef': 'error',
    'no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
  },
};

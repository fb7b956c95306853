import { parsePresets } from './parsePresets';

const PRESET = `version: 1
presets:
  - name: Staging
    workflow: deploy.yml
    inputs: { version: 3.10, stage: staging }
`;

it('reads every scalar as text', () => {
  const { items, problems } = parsePresets(PRESET);
  expect(problems).toEqual([]);
  expect(items).toEqual([
    expect.objectContaining({
      name: 'Staging',
      workflow: 'deploy.yml',
      inputs: { version: '3.10', stage: 'staging' },
    }),
  ]);
});

it.each([
  ['invalid YAML', 'version: [1', /./, 1],
  ['nothing at all', '', /^The file: /, undefined],
  ['a list', '- a', /^The file: /, 1],
  ['another version', 'version: 2\npresets: []', /^version: must be 1/, 1],
  ['no presets', 'version: 1', /^presets: /, 1],
  ['a preset that is text', 'version: 1\npresets:\n  - a', /^presets\.0: /, 3],
  [
    'a preset without a name',
    'version: 1\npresets:\n  - workflow: deploy.yml',
    /^presets\.0\.name: /,
    3,
  ],
  [
    'two of the same name',
    `${PRESET}  - { name: Staging, workflow: deploy.yml }\n`,
    /^There is another preset “Staging” of deploy\.yml\.$/,
    6,
  ],
  [
    'a bomb of aliases',
    `a: &a [x, x]\nb: &b [${'*a, '.repeat(60)}*a]\nc: [${'*b, '.repeat(60)}*b]\n`,
    /too many aliases/,
    undefined,
  ],
  ['a file that is too long', '#'.repeat(65_537), /more than 65536/, undefined],
])('names %s with its line', (_what, text, message, line) => {
  expect(parsePresets(text).problems[0]).toEqual({
    message: expect.stringMatching(message),
    line,
  });
});

import { parseWorkflowFile } from './parseWorkflowFile';

const JOBS =
  '\njobs: { build: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n';

/** A file whose `inputs` are the given YAML, indented below them. */
function withInputs(yaml: string): string {
  const indented = yaml.replace(/^/gm, '      ');
  return `name: Deploy\non:\n  workflow_dispatch:\n    inputs:\n${indented}${JOBS}`;
}

describe('parseWorkflowFile', () => {
  it.each([
    ['a string', 'on: workflow_dispatch', true],
    ['another string', 'on: push', false],
    ['a list', 'on: [push, workflow_dispatch]', true],
    ['a block list', 'on:\n  - push\n  - workflow_dispatch', true],
    ['a list without it', 'on: [push]', false],
    ['an empty key', 'on:\n  push:\n  workflow_dispatch:', true],
    ['a map without it', 'on: { push: { branches: [main] } }', false],
    ['an aliased event', 'x: &event workflow_dispatch\non: [*event]', true],
    ['Windows line ends', 'on:\r\n  workflow_dispatch:\r\n', true],
  ])(
    'knows whether it can be started by hand: on as %s',
    (_name, on, dispatchable) => {
      expect(parseWorkflowFile(on + JOBS)).toMatchObject({
        dispatchable,
        inputs: [],
        problems: [],
      });
    },
  );

  it('reads every type of input in the order of the file, with defaults as text', () => {
    const file = parseWorkflowFile(
      withInputs(`stage:
  description: Where to
  type: choice
  required: true
  options: [staging, production, 3.10, yes]
  default: staging
dry_run:
  type: boolean
  default: true
batch:
  type: number
  default: 50
target:
  type: environment
note: {}
`),
    );
    expect(file.problems).toEqual([]);
    expect(file.name).toBe('Deploy');
    expect(file.inputs).toEqual([
      {
        name: 'stage',
        type: 'choice',
        required: true,
        description: 'Where to',
        // As GitHub reads it: an unquoted 3.10 is a number, and `yes` is text in YAML 1.2.
        options: ['staging', 'production', '3.1', 'yes'],
        default: 'staging',
      },
      { name: 'dry_run', type: 'boolean', required: false, default: 'true' },
      { name: 'batch', type: 'number', required: false, default: '50' },
      { name: 'target', type: 'environment', required: false },
      { name: 'note', type: 'string', required: false },
    ]);
  });

  it('follows anchors and aliases', () => {
    const file = parseWorkflowFile(
      withInputs(`from: &stage
  type: choice
  options: &stages [staging, production]
to: *stage
other:
  type: choice
  options: *stages
`),
    );
    expect(file.problems).toEqual([]);
    expect(file.inputs.map(({ name, options }) => [name, options])).toEqual([
      ['from', ['staging', 'production']],
      ['to', ['staging', 'production']],
      ['other', ['staging', 'production']],
    ]);
  });

  it.each([
    ['invalid YAML', 'on: [push\njobs: 1', /./, 2],
    [
      'a key twice',
      `on: push\non: push${JOBS}`,
      /^The key "on" stands twice in the same map; keys must be unique\.$/,
      2,
    ],
    [
      'a key twice deep below',
      `on: push\njobs:\n  - a: { b: 1, c: 2, 3: x, 3: y }\n    d: *e`,
      /The key 3 stands twice/,
      3,
    ],
    ['a list at the top', '- a', /must be a map/, 1],
    ['nothing at all', '', /must be a map/, undefined],
    ['no "on"', 'name: x\njobs: {}', /nothing ever starts it/, 1],
    ['no "jobs"', 'on: push', /no "jobs"/, 1],
    [
      'workflow_dispatch as text',
      `on:\n  workflow_dispatch: yes please${JOBS}`,
      /must be a map or empty/,
      2,
    ],
    [
      'an unknown key of workflow_dispatch',
      `on:\n  workflow_dispatch:\n    input: {}${JOBS}`,
      /no key "input"/,
      3,
    ],
    [
      'a merge key',
      withInputs('<<: { a: { type: string } }'),
      /can't be the name/,
      5,
    ],
    [
      'inputs as a list',
      `on:\n  workflow_dispatch:\n    inputs: [a]${JOBS}`,
      /must be a map of names/,
      3,
    ],
    [
      'an input without definition',
      withInputs('stage:'),
      /stage has no definition/,
      5,
    ],
    [
      'a name that starts with a digit',
      withInputs('1st: { type: string }'),
      /can't be the name/,
      5,
    ],
    [
      'a dangerous name',
      withInputs('__proto__: { type: string }'),
      /can't be the name/,
      5,
    ],
    [
      'an unknown key of an input',
      withInputs('a:\n  type: string\n  deflaut: x'),
      /key "deflaut"/,
      7,
    ],
    ['an unknown type', withInputs('a: { type: text }'), /type "text"/, 5],
    [
      'required as text',
      withInputs('a: { type: string, required: "yes" }'),
      /must be true or false/,
      5,
    ],
    [
      'a choice without options',
      withInputs('a: { type: choice }'),
      /without options/,
      5,
    ],
    [
      'an option that is a list',
      withInputs('a: { type: choice, options: [[1], 2] }'),
      /isn't a single value/,
      5,
    ],
    [
      'a default that is no option',
      withInputs('a: { type: choice, options: [x], default: y }'),
      /isn't one of its options/,
      5,
    ],
    [
      'a boolean default that is text',
      withInputs('a: { type: boolean, default: on }'),
      /isn't true or false/,
      5,
    ],
    [
      'a number default that is text',
      withInputs('a: { type: number, default: many }'),
      /isn't a number/,
      5,
    ],
    [
      'a default that is a list',
      withInputs('a: { default: [1] }'),
      /must be a single value/,
      5,
    ],
  ])('names %s with its line', (_name, text, message, line) => {
    const { problems } = parseWorkflowFile(text);
    expect(problems[0]).toEqual({
      message: expect.stringMatching(message),
      line,
    });
  });

  it('counts more inputs than GitHub takes as a problem, and still shows them', () => {
    const yaml = Array.from(
      { length: 26 },
      (_value, index) => `i${index}: { type: string }`,
    ).join('\n');
    const file = parseWorkflowFile(withInputs(yaml));
    expect(file.inputs).toHaveLength(26);
    expect(file.problems[0].message).toMatch(
      /asks for 26 inputs; GitHub takes at most 25/,
    );
  });

  it.each([
    ['in the list of events', 'on: *l30'],
    ['in a job', 'on: workflow_dispatch\nenv: *l30'],
  ])('refuses a bomb of nested aliases %s', (_name, use) => {
    const levels = Array.from(
      { length: 30 },
      (_value, index) =>
        `l${index + 1}: &l${index + 1} [*l${index}, *l${index}]`,
    );
    const bomb = `l0: &l0 [a, b]\n${levels.join('\n')}\n${use}${JOBS}`;
    expect(parseWorkflowFile(bomb)).toEqual({
      dispatchable: false,
      inputs: [],
      problems: [
        {
          message:
            'The aliases of the file stand for more than 500000 values: they are nested.',
        },
      ],
    });
  });

  it.each([
    ['a circle of aliases', 'x: &x [*x]\n', /they are nested/],
    [
      'too many aliases',
      `x: &x 1\ny: [${'*x, '.repeat(1_001)}]\n`,
      /more than 1000 aliases/,
    ],
    ['brackets in brackets', `x: ${'['.repeat(50_000)}`, /more than 100 deep/],
    [
      'maps in maps',
      `x: ${'{a: '.repeat(101)}${'}'.repeat(101)}\n`,
      /more than 100 deep/,
    ],
  ])('refuses %s', (_name, yaml, message) => {
    const { problems } = parseWorkflowFile(
      `on: workflow_dispatch\njobs: {}\n${yaml}`,
    );
    expect(problems).toHaveLength(1);
    expect(problems[0].message).toMatch(message);
  });

  it('minds neither stars nor brackets in texts', () => {
    const script = `${'[ *a '.repeat(2_000)}`;
    expect(
      parseWorkflowFile(
        `on: workflow_dispatch\njobs:\n  a:\n    run: |\n      ${script}\n      ${']'.repeat(50)}\n`,
      ).problems,
    ).toEqual([]);
  });

  it('names at most a hundred problems, each with its line', () => {
    const { problems } = parseWorkflowFile(
      withInputs(
        Array.from({ length: 200 }, (_v, i) => `i${i}: { odd: 1 }`).join('\n'),
      ),
    );
    expect(problems).toHaveLength(100);
    expect(problems.map(({ line }) => line)).toEqual(
      Array.from({ length: 100 }, (_v, i) => i + 5),
    );
  });

  it('refuses more aliases than a form needs, and a file that is too large', () => {
    const many = withInputs(
      `a0: &a { type: string }\n${Array.from({ length: 150 }, (_v, i) => `b${i}: *a`).join('\n')}`,
    );
    expect(
      parseWorkflowFile(many)
        .problems.map(p => p.message)
        .join(),
    ).toMatch(/more than 100 aliases/);
    expect(
      parseWorkflowFile('#'.repeat(1_000_001)).problems[0].message,
    ).toMatch(/more than 1000000 characters/);
  });
});

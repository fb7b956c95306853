import { parseWorkflowFile, WorkflowFileError } from './workflowFile';

const jobs =
  'jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n';
const withInputs = (inputs: string) =>
  `on:\n  workflow_dispatch:\n    inputs:\n${inputs.replace(/^/gm, '      ')}\n${jobs}`;

describe('a workflow file', () => {
  it.each([
    ['a string', 'on: workflow_dispatch', []],
    ['a list', 'on: [push, workflow_dispatch]', []],
    ['a map without inputs', 'on:\n  workflow_dispatch:\n  push:', []],
    ['an aliased event', 'env: &e {}\non:\n  workflow_dispatch: *e', []],
    ['another event', 'on: push', undefined],
  ])('takes `on` as %s', (_, on, inputs) => {
    expect(parseWorkflowFile(`${on}\n${jobs}`).dispatchInputs).toEqual(inputs);
  });

  it('keeps inputs in order, their types, and their values as GitHub compares them', () => {
    const file = withInputs(
      [
        'zebra: { type: choice, options: [3.10, yes, true], default: yes }',
        'apple: { type: boolean, default: true, required: true }',
        'count: { type: number, default: 5 }',
        'where: { type: environment }',
        'text: { description: Free }',
      ].join('\n'),
    );
    expect(
      parseWorkflowFile(file.replace(/\n/g, '\r\n')).dispatchInputs,
    ).toEqual([
      {
        name: 'zebra',
        type: 'choice',
        required: false,
        default: 'yes',
        options: ['3.1', 'yes', 'true'],
      },
      {
        name: 'apple',
        type: 'boolean',
        required: true,
        default: 'true',
        options: [],
      },
      {
        name: 'count',
        type: 'number',
        required: false,
        default: '5',
        options: [],
      },
      {
        name: 'where',
        type: 'environment',
        required: false,
        default: undefined,
        options: [],
      },
      {
        name: 'text',
        type: 'string',
        required: false,
        default: undefined,
        options: [],
      },
    ]);
  });

  // Schema of @actions/workflow-parser; actions/runner#1182 for aliases and merge keys.
  it.each([
    ['broken YAML', 'on: [push', /Line: \d+, Col: \d+/],
    ['no map', '- a', /Line: 1, Col: 1/],
    ['no jobs', 'on: push', /Required property is missing: jobs/],
    ['no events', jobs, /Required property is missing: on/],
    [
      'an unknown key',
      `on: push\nx-common: 1\n${jobs}`,
      /Line: 2, Col: 1.*Unexpected value 'x-common'/,
    ],
    ['a duplicate key', `on: push\non: push\n${jobs}`, /Line: 2/],
    [
      'a merge key',
      `on: push\nenv: &e {}\n<<: *e\n${jobs}`,
      /Unexpected value '<<'/,
    ],
    ['an unknown anchor', `on: push\nenv: *nothing\n${jobs}`, /nothing/],
    [
      'an unknown input key',
      withInputs('a: { label: A }'),
      /Unexpected value 'label'/,
    ],
    [
      'an unknown input type',
      withInputs('a: { type: date }'),
      /Unexpected value 'date'/,
    ],
    ['an empty input', withInputs('a:'), /Unexpected value ''/],
    [
      'a choice without options',
      withInputs('a: { type: choice }'),
      /missing: options/,
    ],
    [
      'a `required` in quotes',
      withInputs("a: { required: 'true' }"),
      /Unexpected value 'true'/,
    ],
    [
      '26 inputs',
      withInputs(
        Array.from({ length: 26 }, (_, i) => `i${i}: { type: string }`).join(
          '\n',
        ),
      ),
      /up to 25/,
    ],
  ])('is refused with %s', (_, text, problem) => {
    expect(() => parseWorkflowFile(text)).toThrow(WorkflowFileError);
    expect(() => parseWorkflowFile(text)).toThrow(problem);
  });
});

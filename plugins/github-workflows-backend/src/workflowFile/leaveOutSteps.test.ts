import { LineCounter } from 'yaml';
import { leaveOutSteps } from './leaveOutSteps';
import { parseWorkflowFile } from './parseWorkflowFile';
import { parseYaml } from './parseYaml';
import { repeatedKeys } from './repeatedKeys';

const HEAD = `name: Ship
on:
  workflow_dispatch:
    inputs:
      stage: { type: choice, options: [staging, production] }
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: staging
    steps:
`;
const FILE = `${HEAD}      - uses: actions/checkout@v5 # of this week
        with: { fetch-depth: 0, lfs: true }
      # Then it is built.
      - name: "Build: all of it"
        if: \${{ github.ref == 'refs/heads/main' }}
        env:
          TOKEN: \${{ secrets.TOKEN }}
          COLOURS: [red, green]

        run: |
          make build

            make test TARGET=1
      - run: >-
          steps:
            - none: of this
    concurrency: ship
  check:
    steps:
    - uses: ./check
      with:
        level: '3'
    needs: ship
`;

/** What the library says of the whole text. */
function wholeOf(text: string) {
  const lines = new LineCounter();
  const { contents, errors } = parseYaml(text, lines);
  const at = (offset: number) => lines.linePos(offset).line;
  return [
    ...errors.map(({ pos }) => at(pos[0])),
    ...repeatedKeys(contents).map(({ range }) => at(range![0])),
  ];
}

const linesOfProblems = (text: string) =>
  parseWorkflowFile(text).problems.map(({ line }) => line);

it('leaves plain steps out, and knows where the other lines are', () => {
  const part = leaveOutSteps(FILE)!;
  const lines = part.text.split('\n');
  expect(part.text).toBe(`${HEAD}    concurrency: ship
  check:
    steps:
    needs: ship
`);
  const whole = FILE.split('\n');
  expect(lines.map((_, at) => whole[part.lineOf(at + 1) - 1])).toEqual(lines);
  expect(parseWorkflowFile(FILE)).toMatchObject({
    problems: [],
    inputs: [{ name: 'stage' }],
    reach: {
      jobs: [
        { key: 'ship', environment: 'staging', concurrency: { group: 'ship' } },
        { key: 'check' },
      ],
    },
  });
  expect(linesOfProblems(`${FILE}    needs: ship\n`)).toEqual([
    FILE.split('\n').length,
  ]);
  expect(parseWorkflowFile(FILE.replace(/\n/g, '\r\n'))).toEqual(
    parseWorkflowFile(FILE),
  );
});

it.each([
  ['an anchor', '      - &step\n        run: make'],
  ['an alias', '      - *step'],
  ['a tag', '      - run: !x make'],
  ['a text of several lines', '      - run: make\n          all'],
  ['a list as a value', '      - args:\n          - a'],
  ['a map in a map', '      - with:\n          a:\n            b: c'],
  ['a key that is no text', '      - null: a\n        true: b'],
  ['an escaped text', '      - name: "a\\"b"'],
  ['a text that goes on', '      - name: "a\n          b"'],
  ['a nested flow', '      - with: { a: { b: c } }'],
  ['a block with an indent', '      - run: |2\n          a'],
  ['white space of another kind', '      - run:\u00a0a'],
  ['an item that is no map', '      - run'],
  ['a list that is no list', '      run: make'],
  ['a dash too far left', '  - run: make'],
])('lets the library read %s', (_name, step) => {
  expect(leaveOutSteps(`${HEAD}${step}\n`)).toBeUndefined();
});

it.each([
  ['a key twice', '      - run: make\n        run: test'],
  ['a key twice in a flow', '      - with: { a: 1, a: 2 }'],
  ['a key twice below', '      - env:\n          A: 1\n          A: 2'],
  ['a mistake after plain steps', '      - run: make\n      - run: [make'],
  ['a colon too many', '      - run: make: all'],
  ['a wrong indent', '      - run: make\n         name: x'],
  ['no dash', '      - run: make\n      run: test'],
  ['a reserved character', '      - run: @make'],
  ['a dash further left', '        - run: make\n      - run: test'],
])('reports %s at its line', (_name, step) => {
  const text = `${HEAD}${step}\n    needs: x\n`;
  expect(wholeOf(text)).not.toEqual([]);
  expect(linesOfProblems(text)).toEqual(wholeOf(text));
});

it('finds what the library finds in the whole, whatever the mistake', () => {
  const bits =
    ' |  |    |\t|: |:|- |-| #|"|\'|[|]|{|}|,|&a |*a|!x |? |%|@|>\n|---\n|...\n|run: x\n|steps:\n|jobs:\n|a:\n|\n'
      .split('|')
      .concat('|', '|\n', '');
  let state = 1;
  const next = (below: number) => {
    // Park and Miller's numbers: the same in every run.
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  let leftOut = 0;
  for (let round = 0; round < 600; round += 1) {
    const at = next(FILE.length);
    const text =
      FILE.slice(0, at) + bits[next(bits.length)] + FILE.slice(at + next(4));
    leftOut += leaveOutSteps(text) ? 1 : 0;
    // What looks like an anchor keeps everything in.
    const whole = parseWorkflowFile(`# &all\n${text}`);
    expect([text, parseWorkflowFile(text)]).toEqual([
      text,
      {
        ...whole,
        problems: whole.problems.map(({ message, line }) => ({
          message,
          line: line && line - 1,
        })),
      },
    ]);
  }
  expect(leftOut).toBeGreaterThan(200);
});

import { LogBuffer } from './LogBuffer';
import { LogRows, LogSection } from './logRows';

const lines = [
  'zero',
  '##[group]A',
  'two',
  'three',
  '##[endgroup]',
  'five',
  '##[group]B never ends',
  'seven',
  '##[group]C',
  'nine',
];

function makeRows(
  options: {
    sections?: Array<Partial<LogSection>>;
    folds?: Array<[string, boolean]>;
    text?: string;
  } = {},
) {
  const { sections = [], folds = [], text = lines.join('\n') } = options;
  const log = new LogBuffer();
  log.append(new TextEncoder().encode(text));
  log.end();
  return new LogRows(
    log,
    log.lineCount,
    sections.map((section, at) => ({
      id: `s${at}`,
      from: 0,
      to: 0,
      isOpen: true,
      ...section,
    })),
    new Map(folds),
  );
}

/** Rows in short: `s0+` an open section, `1-(2)` a folded group of two lines, `5` a line. */
function inShort(rows: LogRows): string[] {
  return Array.from({ length: rows.count }, (_, at) => {
    const row = rows.row(at);
    switch (row.kind) {
      case 'section':
        return `${row.section.id}${row.isOpen ? '+' : '-'}`;
      case 'group':
        return `${row.line}${row.isOpen ? '+' : '-'}(${row.size})`;
      default:
        return String(row.line);
    }
  });
}

describe('the rows of a log', () => {
  it('have its groups folded, without the lines that end them', () => {
    expect(inShort(makeRows())).toEqual(['0', '1-(2)', '5', '6-(1)', '8-(1)']);
  });

  it('have the lines of what was unfolded', () => {
    const rows = makeRows({
      folds: [
        ['group-1', true],
        ['group-6', true],
      ],
    });
    expect(inShort(rows)).toEqual([
      '0',
      '1+(2)',
      '2',
      '3',
      '5',
      '6+(1)',
      '7',
      '8-(1)',
    ]);
  });

  it('have headings of sections, of empty ones too, and end a group with its section', () => {
    const sections = [
      { from: 1, to: 3 },
      { from: 3, to: 3 },
      { from: 3, to: 7, isOpen: false },
      { from: 7, to: 10 },
    ];
    const rows = makeRows({ sections });
    expect(inShort(rows)).toEqual([
      '0',
      's0+',
      '1-(1)',
      's1+',
      's2-',
      's3+',
      '7',
      '8-(1)',
    ]);
    expect(
      inShort(
        makeRows({
          sections,
          folds: [
            ['s0', false],
            ['s2', true],
          ],
        }),
      ),
    ).toEqual([
      '0',
      's0-',
      's1+',
      's2+',
      '3',
      '4',
      '5',
      '6-(0)',
      's3+',
      '7',
      '8-(1)',
    ]);
  });

  it('are found by their line, or by the heading that hides it', () => {
    const sections = [
      { from: 0, to: 6, isOpen: false },
      { from: 6, to: 10 },
    ];
    const rows = makeRows({ sections });
    const rowsOfLines = lines.map((_, line) => inShort(rows)[rows.rowOf(line)]);
    expect(rowsOfLines).toEqual([
      's0-',
      's0-',
      's0-',
      's0-',
      's0-',
      's0-',
      '6-(1)',
      '6-(1)',
      '8-(1)',
      '8-(1)',
    ]);
    expect(rows.foldedAround(3)).toEqual(['s0', 'group-1']);
    expect(rows.foldedAround(5)).toEqual(['s0']);
    expect(rows.foldedAround(7)).toEqual(['group-6']);
    expect(rows.foldedAround(6)).toEqual([]);
    const opened = makeRows({
      sections,
      folds: [
        ['s0', true],
        ['group-1', true],
        ['group-6', true],
      ],
    });
    expect(opened.foldedAround(3)).toEqual([]);
    expect(inShort(opened)[opened.rowOf(3)]).toBe('3');
    expect(inShort(opened)[opened.rowOf(7)]).toBe('7');
    expect(makeRows({ text: '' }).rowOf(0)).toBe(0);
  });

  it('of a log that is nothing but groups are bounded', () => {
    const rows = makeRows({ text: '##[group]x\ny\n'.repeat(30_000) });
    expect(rows.count).toBe(20_000 + 20_000);
  });
});

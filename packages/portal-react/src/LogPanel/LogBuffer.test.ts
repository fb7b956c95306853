import { GrowingNumbers } from './GrowingNumbers';
import { LogBuffer } from './LogBuffer';
import { searchLog } from './searchLog';

const T = '2026-11-20T09:55:05.1234567Z ';

/** A log that comes in pieces of some bytes each. */
function makeLog(text: string, pieceBytes = text.length || 1): LogBuffer {
  const log = new LogBuffer();
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    log.append(bytes.subarray(at, at + pieceBytes));
  }
  log.end();
  return log;
}

/** The marked lines, from 0. */
const marked = (log: LogBuffer, mark: Parameters<LogBuffer['marked']>[0]) =>
  Array.from({ length: log.marked(mark).length }, (_, at) =>
    log.marked(mark).at(at),
  );

const search = async (log: LogBuffer, query: string) => {
  const progress = { query, found: new GrowingNumbers(), next: 0 };
  await searchLog(log, progress, { signal: new AbortController().signal });
  const { found } = progress;
  return Array.from({ length: found.length }, (_, at) => found.at(at));
};

const text = `\ufeff${T}first ü\r\n${T}##[group]Run it\n${T}inside\n${T}##[endgroup]\n##[error]no time\n${T}##[warning]\u001b[33mSlow\u001b[0m\n${T}##[odd]mark\n${T}last`;

describe.each([1, 2, 7, 29, 1_000])('a log in pieces of %i bytes', size => {
  const log = makeLog(text, size);

  it('has its lines, with or without times and marks', () => {
    const time = T.trim();
    expect(
      Array.from({ length: log.lineCount }, (_, at) => log.line(at)),
    ).toEqual([
      { time, text: 'first ü' },
      { time, mark: 'group', text: 'Run it' },
      { time, text: 'inside' },
      { time, mark: 'endgroup', text: '' },
      { mark: 'error', text: 'no time' },
      { time, mark: 'warning', text: '\u001b[33mSlow\u001b[0m' },
      { time, text: '##[odd]mark' },
      { time, text: 'last' },
    ]);
    expect(log.timeOf(0)).toBe(Date.parse('2026-11-20T09:55:05.123Z'));
    expect(log.timeOf(4)).toBeUndefined();
    expect(() => log.line(8)).toThrow('no line 9');
  });

  it('knows where its groups and errors are', () => {
    expect(marked(log, 'group')).toEqual([1]);
    expect(marked(log, 'endgroup')).toEqual([3]);
    expect(marked(log, 'error')).toEqual([4]);
    expect(marked(log, 'warning')).toEqual([5]);
  });

  it('is searched in its text, not in times and colours', async () => {
    expect(await search(log, 'SLOW')).toEqual([5]);
    expect(await search(log, '2026')).toEqual([]);
    expect(await search(log, 'i')).toEqual([0, 1, 2, 4, 5]);
    expect(await search(log, 'last')).toEqual([7]);
    expect(await search(log, '33m')).toEqual([]);
  });
});

it('keeps what came, byte for byte', async () => {
  const log = makeLog(text, 10);
  const bytes = new TextEncoder().encode(text);
  expect(log.byteCount).toBe(bytes.length);
  expect(log.toBlob().size).toBe(bytes.length);
});

it('shows lines while they come, and a last line without a line break at the end', () => {
  const log = new LogBuffer();
  const add = (piece: string) => log.append(new TextEncoder().encode(piece));
  add('');
  add('one\ntw');
  expect(log.lineCount).toBe(1);
  add('o');
  add('\n\n');
  expect(log.lineCount).toBe(3);
  expect(log.line(1).text).toBe('two');
  expect(log.line(2).text).toBe('');
  log.end();
  expect(log.lineCount).toBe(3);
  expect(makeLog('').lineCount).toBe(0);
});

it('cuts a line that is a whole file, and says by how much', () => {
  const log = makeLog(`${'x'.repeat(20_000)}\nshort`);
  expect(log.line(0).text).toHaveLength(16_384);
  expect(log.hiddenBytes(0)).toBe(20_001 - 16_384);
  expect(log.hiddenBytes(1)).toBe(0);
});

it('finds every line of a large log that contains a text, across its blocks', async () => {
  const lines = 20_000;
  const log = makeLog(
    Array.from(
      { length: lines },
      (_, at) => `${T}line ${at} ${'x'.repeat(60)}`,
    ).join('\n'),
    65_536,
  );
  expect(log.lineCount).toBe(lines);
  expect(await search(log, 'line')).toHaveLength(lines);
  expect(await search(log, 'line 1999')).toEqual([
    1_999, 19_990, 19_991, 19_992, 19_993, 19_994, 19_995, 19_996, 19_997,
    19_998, 19_999,
  ]);
});

it('stops searching when it is told to, and goes on with what came since', async () => {
  const log = new LogBuffer();
  const add = (piece: string) => log.append(new TextEncoder().encode(piece));
  add('one hit\nnone\n');
  const progress = { query: 'hit', found: new GrowingNumbers(), next: 0 };
  const controller = new AbortController();
  const { signal } = controller;
  await searchLog(log, progress, { signal });
  expect(progress).toMatchObject({ next: 2, found: { length: 1 } });
  add('another hit\n');
  await searchLog(log, progress, { signal });
  expect(progress).toMatchObject({ next: 3, found: { length: 2 } });
  controller.abort();
  add('a third hit\n');
  await searchLog(log, progress, { signal });
  expect(progress).toMatchObject({ next: 3, found: { length: 2 } });
});

import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { LogBuffer } from './LogBuffer';
import { LogPanel, LogPanelProps } from './LogPanel';

const LINES = 5_000;
const text = Array.from({ length: LINES }, (_, at) => `line ${at + 1}`)
  .join('\n')
  .replace('line 4000', 'line 4000 \u001b[31;1mERROR\u001b[0m of this')
  .replace('line 3000', '##[error]line 3000')
  .replace('line 3500', '##[error]line 3500')
  .concat('\n');

function makeLog(content: string): LogBuffer {
  const log = new LogBuffer();
  log.append(new TextEncoder().encode(content));
  log.end();
  return log;
}

/** A panel whose line and options are kept as a page keeps them in its address. */
function Panel(props: { log: LogBuffer } & Partial<LogPanelProps>) {
  const [line, setLine] = useState(props.line);
  const [options, setOptions] = useState({ showTimes: false, wrap: false });
  return (
    <LogPanel
      lineCount={props.log.lineCount}
      sections={[]}
      heading={({ id }) => <>Part {id}</>}
      options={options}
      onOptions={setOptions}
      hrefOf={number => `?line=${number}`}
      fileName="a.log"
      {...props}
      line={line}
      onPickLine={setLine}
    />
  );
}

describe('LogPanel', () => {
  beforeEach(() => {
    // jsdom has no layout: give the box a height and let scrolling scroll.
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const region = () => screen.findByRole('region', { name: /^Log, / });
  const searchField = () =>
    screen.findByRole('searchbox', { name: 'Search the log' });

  it('draws only the lines in view, and can be scrolled by keyboard', async () => {
    render(<Panel log={makeLog(text)} />);
    const log = await region();
    expect(log).toHaveAccessibleName(`Log, ${LINES} lines`);
    expect(log).toHaveAttribute('tabindex', '0');
    expect(within(log).getByText('line 1')).toBeInTheDocument();
    expect(within(log).queryByText('line 300')).not.toBeInTheDocument();
    log.scrollTop = 299 * 24;
    fireEvent.scroll(log);
    expect(within(log).getByText('line 300')).toBeInTheDocument();
    expect(within(log).queryByText('line 1')).not.toBeInTheDocument();
  });

  it('begins at a line, and goes to another when its address names one', async () => {
    render(<Panel log={makeLog(text)} line={2_500} />);
    const line = await screen.findByText('line 2500');
    expect(line.closest('[data-current]')).not.toBeNull();
    expect(screen.queryByText('line 1')).not.toBeInTheDocument();
    const number = screen.getByRole('link', { name: 'Line 2503' });
    expect(number).toHaveAttribute('href', '?line=2503');
    await userEvent.click(number);
    expect(
      screen.getByText('line 2503').closest('[data-current]'),
    ).not.toBeNull();
  });

  it('goes from error to error, round and round', async () => {
    render(<Panel log={makeLog(text)} />);
    const button = await screen.findByRole('button', {
      name: 'Next of 2 errors',
    });
    for (const number of [3_000, 3_500, 3_000]) {
      await userEvent.click(button);
      const line = screen.getByText(`line ${number}`).closest('[data-current]');
      expect(line).toHaveTextContent(`Error: line ${number}`);
    }
  });

  it('searches without regard to case and colours, and goes from match to match by keyboard', async () => {
    const user = userEvent.setup();
    render(<Panel log={makeLog(text)} />);
    act(() => screen.getByRole('region', { name: /^Log/ }).focus());
    await user.keyboard('/');
    const field = await searchField();
    expect(field).toHaveFocus();
    await user.keyboard('error of');
    expect(await screen.findByText('1 of 1 lines')).toBeInTheDocument();
    const error = screen.getByText('ERROR').closest('[data-color]');
    expect(error).toHaveAttribute('data-color', 'ansi-red');
    expect(error).toHaveAttribute('data-bold', 'true');

    await user.clear(field);
    await user.type(field, 'line 499');
    expect(await screen.findByText('1 of 11 lines')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 11 lines')).toBeInTheDocument();
    await user.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
    expect(screen.getByText('11 of 11 lines')).toBeInTheDocument();
    expect(screen.getAllByText('line 499')[0].tagName).toBe('MARK');

    await user.type(field, ' nowhere');
    expect(await screen.findByText('0 of 0 lines')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next match' })).toBeDisabled();
  });

  it('goes on searching while the log grows', async () => {
    const log = makeLog('a hit\n');
    const { rerender } = render(<Panel log={log} />);
    await userEvent.type(await searchField(), 'hit');
    expect(await screen.findByText('1 of 1 lines')).toBeInTheDocument();
    log.append(new TextEncoder().encode('another hit\n'));
    rerender(<Panel log={log} lineCount={2} />);
    expect(await screen.findByText('1 of 2 lines')).toBeInTheDocument();
  });

  it('folds parts and groups, and unfolds what hides a line that is gone to', async () => {
    const user = userEvent.setup();
    const log = makeLog(
      'one\n##[group]Setup\ninside\n##[endgroup]\nfour\nfive\n',
    );
    render(
      <Panel
        log={log}
        sections={[
          { id: 'a', from: 0, to: 4, isOpen: false },
          { id: 'b', from: 4, to: 6, isOpen: true },
        ]}
      />,
    );
    const first = await screen.findByRole('button', { name: /Part a 4 lines/ });
    expect(first).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByText('five')).toBeInTheDocument();
    await user.type(await searchField(), 'inside');
    expect(await screen.findByText('inside')).toBeInTheDocument();
    expect(first).toHaveAttribute('aria-expanded', 'true');
    const group = screen.getByRole('button', { name: /Setup 1 line$/ });
    expect(group).toHaveAttribute('aria-expanded', 'true');
    await user.click(group);
    expect(screen.queryByText('inside')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Part b/ }));
    expect(screen.queryByText('five')).not.toBeInTheDocument();
  });

  it('shows times, wraps, is saved, and gives the link to a line', async () => {
    const user = userEvent.setup();
    const saved = jest.fn(() => 'blob:log');
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    Object.assign(URL, { createObjectURL: saved, revokeObjectURL: jest.fn() });
    const time = '2026-11-20T09:55:05.1234567Z';
    render(<Panel log={makeLog(`${time} ##[warning]hello\n`)} line={1} />);
    expect(await screen.findByText('hello')).toBeInTheDocument();
    expect(screen.queryByText(time)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Times' }));
    expect(screen.getByText(time)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Wrap' }));
    expect(await region()).toHaveAttribute('data-wrap');
    await user.click(screen.getByRole('button', { name: 'Download' }));
    expect(saved).toHaveBeenCalledWith(expect.any(Blob));
    await user.click(
      screen.getByRole('button', { name: 'Copy link to line 1' }),
    );
    expect(copied).toHaveBeenCalledWith('http://localhost/?line=1');
    expect(
      screen.getByRole('button', { name: 'Link to line 1 copied' }),
    ).toBeInTheDocument();
  });

  it('of more lines than a browser can draw is scrolled to its end, by wheel and keys too', async () => {
    const many = 1_000_000;
    const log = makeLog('x\n'.repeat(many));
    render(<Panel log={log} />);
    const box = await region();
    const drawn = () =>
      screen
        .getAllByRole('link', { name: /^Line / })
        .map(link => Number(link.textContent));
    box.scrollTop = 15_000_000 - 480;
    fireEvent.scroll(box);
    expect(drawn()).toContain(many);
    expect(drawn().length).toBeLessThan(100);
    fireEvent.wheel(box, { deltaY: -24 * 100 });
    expect(drawn()).toContain(many - 100);
    expect(drawn()).not.toContain(many);
    fireEvent.keyDown(box, { key: 'PageUp' });
    expect(drawn()).toContain(many - 119);
  });

  it('shows markup as text, and a line of any length by its beginning', async () => {
    const { container } = render(
      <Panel
        log={makeLog(`<img src=x onerror=alert(1)>\n${'y'.repeat(20_000)}`)}
      />,
    );
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(container.querySelector('img')).toBeNull();
    expect(
      screen.getByText(/3616 more bytes, in the download/),
    ).toBeInTheDocument();
  });
});

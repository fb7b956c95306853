import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LogPanel } from './LogPanel';

const LINES = 5_000;
const text = Array.from({ length: LINES }, (_, at) => `line ${at + 1}`)
  .join('\n')
  .replace('line 4000', 'line 4000 \u001b[31;1mERROR\u001b[0m of this')
  .concat('\n');

describe('LogPanel', () => {
  beforeEach(() => {
    // jsdom has no layout: give the box a height and let scrolling scroll.
    const size = (
      name: 'clientHeight' | 'clientWidth' | 'scrollHeight',
      value: number,
    ) => jest.spyOn(Element.prototype, name, 'get').mockReturnValue(value);
    size('clientHeight', 400);
    size('clientWidth', 800);
    size('scrollHeight', LINES * 20);
    Element.prototype.scrollTo = function scrollTo(
      this: Element,
      options?: unknown,
    ) {
      this.scrollTop = (options as ScrollToOptions).top ?? 0;
      queueMicrotask(() => {
        act(() => {
          this.dispatchEvent(new Event('scroll'));
        });
      });
    };
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('draws only the lines in view, and can be scrolled by keyboard', async () => {
    render(<LogPanel text={text} />);
    const log = await screen.findByRole('region', {
      name: `Log, ${LINES} lines`,
    });
    expect(log).toHaveAttribute('tabindex', '0');
    expect(within(log).getByText('line 1')).toBeInTheDocument();
    expect(within(log).queryByText('line 300')).not.toBeInTheDocument();
  });

  it('starts at a line', async () => {
    render(<LogPanel text={text} startAtLine={2_500} />);
    expect(await screen.findByText('line 2500')).toBeInTheDocument();
    expect(screen.queryByText('line 1')).not.toBeInTheDocument();
  });

  it('searches without regard to case and colours, and goes from match to match', async () => {
    const user = userEvent.setup();
    render(<LogPanel text={text} />);
    const field = await screen.findByRole('searchbox', {
      name: 'Search the log',
    });
    await user.type(field, 'error of');
    expect(screen.getByText('1 of 1')).toBeInTheDocument();
    const error = await screen.findByText('ERROR');
    expect(error).toHaveAttribute('data-color', 'ansi-red');
    expect(error).toHaveAttribute('data-bold', 'true');

    await user.clear(field);
    await user.type(field, 'line 499');
    expect(screen.getByText('1 of 11')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 11')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Previous match' }));
    await user.click(screen.getByRole('button', { name: 'Previous match' }));
    expect(screen.getByText('11 of 11')).toBeInTheDocument();

    await user.type(field, ' nowhere');
    expect(screen.getByText('0 of 0')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next match' })).toBeDisabled();
  });

  it('shows markup as text', async () => {
    const { container } = render(
      <LogPanel text="<img src=x onerror=alert(1)>" />,
    );
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(container.querySelector('img')).toBeNull();
  });
});

import { act, render, screen } from '@testing-library/react';
import { Duration } from './Duration';
import { formatAge, formatDuration, formatExactTime } from './format';
import { RelativeTime } from './RelativeTime';

const NOW = Date.parse('2026-11-20T10:00:00Z');

describe('formatAge', () => {
  it.each([
    ['2026-11-20T10:00:00Z', 'just now'],
    ['2026-11-20T09:59:51Z', 'just now'],
    ['2026-11-20T10:03:00Z', 'just now'],
    ['2026-11-20T09:57:00Z', '3 minutes ago'],
    ['2026-11-18T10:00:00Z', '2 days ago'],
    ['yesterday', 'at an unknown time'],
  ])('says of %s: %s', (iso, age) => {
    expect(formatAge(iso, NOW)).toBe(age);
  });
});

describe('formatDuration', () => {
  it.each([
    [-5_000, '0s'],
    [999, '0s'],
    [42_000, '42s'],
    [60_000, '1m'],
    [125_000, '2m 5s'],
    [3_600_000, '1h'],
    [3_900_000, '1h 5m'],
    [90_061_000, '1d 1h'],
  ])('makes %d ms %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('times on a page', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('grow older, with the exact time in the title', () => {
    render(<RelativeTime iso="2026-11-20T09:59:00Z" />);
    const age = screen.getByText('1 minute ago');
    expect(age).toHaveAttribute('datetime', '2026-11-20T09:59:00Z');
    expect(age).toHaveAttribute(
      'title',
      formatExactTime('2026-11-20T09:59:00Z'),
    );
    act(() => {
      jest.advanceTimersByTime(60_000);
    });
    expect(age).toHaveTextContent('2 minutes ago');
  });

  it('count while something goes on and stand still afterwards', () => {
    const { rerender, container } = render(
      <Duration from="2026-11-20T09:59:30Z" />,
    );
    expect(container).toHaveTextContent('30s');
    act(() => {
      jest.advanceTimersByTime(2_000);
    });
    expect(container).toHaveTextContent('32s');
    rerender(
      <Duration from="2026-11-20T09:59:30Z" to="2026-11-20T10:00:05Z" />,
    );
    act(() => {
      jest.advanceTimersByTime(60_000);
    });
    expect(container).toHaveTextContent('35s');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('show nothing of what hasn’t begun, and no nonsense for an unreadable time', () => {
    const { container } = render(<Duration />);
    expect(container).toBeEmptyDOMElement();
    expect(formatExactTime('soon')).toBe('unreadable time soon');
  });
});

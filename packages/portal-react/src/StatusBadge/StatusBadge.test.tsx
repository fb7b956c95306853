import { RiForbidLine } from '@remixicon/react';
import { render, screen } from '@testing-library/react';
import { StatusBadge, StatusTone } from './StatusBadge';

const tones: StatusTone[] = [
  'success',
  'failure',
  'warning',
  'running',
  'waiting',
  'neutral',
];

describe('StatusBadge', () => {
  it('has text, colour and an icon of its own for each tone', () => {
    const icons = tones.map(tone => {
      const { container, unmount } = render(
        <StatusBadge tone={tone} label={`is ${tone}`} />,
      );
      expect(screen.getByText(`is ${tone}`)).toHaveAttribute('data-tone', tone);
      const icon = container.querySelector(
        '[aria-hidden="true"] svg',
      )?.innerHTML;
      unmount();
      return icon;
    });
    expect(new Set(icons).size).toBe(tones.length);
    expect(icons).not.toContain(undefined);
  });

  it('takes another icon', () => {
    const { container } = render(
      <StatusBadge tone="neutral" label="Off" icon={RiForbidLine} />,
    );
    const { container: expected } = render(<RiForbidLine size={16} />);
    expect(container.querySelector('svg')?.outerHTML).toBe(expected.innerHTML);
  });
});

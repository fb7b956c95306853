import { render, screen, within } from '@testing-library/react';
import { formatExactTime } from '../time';
import { TimeChart } from './TimeChart';

const AT = '2026-11-20T10:00:00Z';

describe('TimeChart', () => {
  it('has a name, says which line is which, and has its values in a table', () => {
    render(
      <TimeChart
        title="Latency, last hour"
        series={[
          { id: 'p50', label: 'median', colour: 'red' },
          { id: 'p95', label: 'slowest', colour: 'blue' },
        ]}
        points={[
          { at: AT, values: { p50: 40, p95: 90.4 } },
          { at: '2026-11-20T10:01:00Z', values: { p50: 0 } },
        ]}
        format={value => `${Math.round(value)} ms`}
      />,
    );
    const chart = within(
      screen.getByRole('figure', { name: 'Latency, last hour' }),
    );
    expect(
      chart.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual(['median', 'slowest']);
    const table = within(
      chart.getByRole('table', { name: 'Latency, last hour', hidden: true }),
    );
    expect(
      table
        .getAllByRole('row', { hidden: true })
        .slice(1)
        .map(row => [...row.children].map(({ textContent }) => textContent)),
    ).toEqual([
      [formatExactTime(AT), '40 ms', '90 ms'],
      [formatExactTime('2026-11-20T10:01:00Z'), '0 ms', '–'],
    ]);
  });
});

import { DateTime } from 'luxon';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatExactTime } from '../time';
import type { TimeChartProps } from './TimeChart';
import styles from './TimeChart.module.css';

const DAY_MS = 86_400_000;
const STEPS = [
  { below: DAY_MS / 8, step: { minutes: 15 }, format: 'HH:mm' },
  { below: DAY_MS / 2, step: { hours: 1 }, format: 'HH:mm' },
  { below: 2 * DAY_MS, step: { hours: 4 }, format: 'HH:mm' },
  { below: 15 * DAY_MS, step: { days: 1 }, format: 'd LLL' },
  { below: Infinity, step: { days: 14 }, format: 'd LLL' },
];
const axis = { fontSize: 12, fill: 'var(--bui-fg-secondary)' };

/** Whether a series has so few values that a line through them would hardly be seen. */
function isLonely(rows: Record<string, number | undefined>[], id: string) {
  return rows.filter(row => row[id] !== undefined).length < 3;
}

/** Round times on the axis, in the reader's time zone, and how they are written. */
function ticksOf(rows: { at: number }[]) {
  const from = rows[0]?.at ?? 0;
  const to = rows.at(-1)?.at ?? 0;
  const span = to - from;
  const { step, format } = STEPS.find(({ below }) => span < below)!;
  const ticks: number[] = [];
  let tick = DateTime.fromMillis(from).startOf('day');
  while (tick.toMillis() <= to) {
    if (tick.toMillis() >= from) {
      ticks.push(tick.toMillis());
    }
    tick = tick.plus(step);
  }
  const write = (at: number) =>
    DateTime.fromMillis(at, { locale: 'en' }).toFormat(format);
  return { ticks, write };
}

/** The drawing of a chart; loaded with its library when it is needed. */
export default function TimeChartCanvas(props: TimeChartProps) {
  const { series, points, format, range } = props;
  const rows = points.map(({ at, values }) => ({
    at: Date.parse(at),
    ...values,
  }));
  const { ticks, write } = ticksOf(rows);
  return (
    <ResponsiveContainer width="100%" height={180}>
      <LineChart
        data={rows}
        accessibilityLayer={false}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={['dataMin', 'dataMax']}
          tick={axis}
          ticks={ticks}
          tickFormatter={write}
          tickLine={false}
          stroke="var(--bui-border-2)"
          minTickGap={48}
        />
        <YAxis
          domain={range ?? [0, 'auto']}
          tick={axis}
          tickFormatter={format}
          tickLine={false}
          axisLine={false}
          width={64}
        />
        <Tooltip
          isAnimationActive={false}
          wrapperClassName={styles.tooltip}
          labelFormatter={at =>
            formatExactTime(new Date(Number(at)).toISOString())
          }
          formatter={value => format(Number(value))}
        />
        {series.map(({ id, label, colour, shape }) => (
          <Line
            key={id}
            dataKey={id}
            name={label}
            type={shape === 'step' ? 'stepAfter' : 'linear'}
            stroke={colour}
            strokeWidth={2}
            // Of what was seen once there is no line to draw.
            dot={isLonely(rows, id) && { r: 3 }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

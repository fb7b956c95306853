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
import type { ChartPoint, TimeChartProps } from './TimeChart';
import styles from './TimeChart.module.css';

const DAY_MS = 86_400_000;
const axis = { fontSize: 12, fill: 'var(--bui-fg-secondary)' };

/** Hours within two days, days beyond them. */
function tickFormat(points: ChartPoint[]): (at: number) => string {
  const span =
    Date.parse(points.at(-1)?.at ?? '') - Date.parse(points[0]?.at ?? '');
  const format = span > 2 * DAY_MS ? 'd LLL' : 'HH:mm';
  return at => DateTime.fromMillis(at, { locale: 'en' }).toFormat(format);
}

/** The drawing of a chart; loaded with its library when it is needed. */
export default function TimeChartCanvas(props: TimeChartProps) {
  const { series, points, format, range } = props;
  const rows = points.map(({ at, values }) => ({
    at: Date.parse(at),
    ...values,
  }));
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
          tickFormatter={tickFormat(points)}
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
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

import { Skeleton } from '@backstage/ui';
import type { StabilityResponse } from '@internal/plugin-bugsnag-common';
import {
  type ChartSeries,
  EmptyNote,
  Section,
  TimeChart,
} from '@internal/portal-react';
import { useStability } from '../../hooks';
import { countedIn, formatShare, shareOf } from '../../words/stabilityWords';
import { BugsnagPanel } from '../BugsnagPanel';

/** What is drawn: the share of each day, and the team's target as a line. */
function chartOf({ points, target }: StabilityResponse) {
  const wanted = target?.target;
  const series: ChartSeries[] = [
    {
      id: 'stability',
      label: `Share of ${countedIn(target)} without a crash`,
      colour: 'var(--bui-accent-bg)',
    },
  ];
  if (wanted !== undefined) {
    series.push({
      id: 'target',
      label: `Target, ${formatShare(wanted)}`,
      colour: 'var(--bui-fg-warning)',
    });
  }
  const drawn = points.map(point => ({
    at: point.from,
    values: { stability: shareOf(point, target), target: wanted },
  }));
  const lowest = Math.min(
    1,
    ...drawn.flatMap(({ values }) =>
      [values.stability, values.target].filter(value => value !== undefined),
    ),
  );
  // From zero on, 97% and 99% would be the same line.
  const floor = Math.max(0, Math.floor(lowest * 100 - 0.5) / 100);
  return { series, points: drawn, range: [floor, 1] as [number, number] };
}

function Chart(props: { answer: StabilityResponse }) {
  const { series, points, range } = chartOf(props.answer);
  const { stage } = props.answer;
  return (
    <TimeChart
      title={`Without a crash, day by day${stage ? `, ${stage}` : ''}`}
      series={series}
      points={points}
      format={formatShare}
      range={range}
    />
  );
}

/** How stable the project's main stage was, day by day. */
export function StabilitySection(props: { entityRef: string }) {
  const query = useStability(props.entityRef);
  return (
    <Section title="Stability">
      <BugsnagPanel
        query={query}
        label="stability"
        skeleton={<Skeleton width="100%" height={180} />}
        isEmpty={({ points }) => points.every(({ sessions }) => sessions === 0)}
        empty={
          <EmptyNote title="No sessions">
            Bugsnag counts crashes against sessions, and this project sends
            none. Its library can track sessions.
          </EmptyNote>
        }
      >
        {answer => <Chart answer={answer} />}
      </BugsnagPanel>
    </Section>
  );
}
